"""What is true of a simulated cohort: abilities, misconceptions, groups, and how items behave."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np

from app.measurement.beliefs import PRIOR

LOG_A_DEVIATION: Final = 0.3
GUESSING: Final = 0.2
OPEN_A: Final = 1.7
"""The discrimination of prose and code: quality is ability with a normal error of one standard deviation, of
which 1.7 is the logistic's slope (Birnbaum in Lord & Novick 1968, section 17.2)."""

LOGIT_OF_DIF: Final = 1.0
REFERENCE: Final = "man"
FOCAL: Final = "woman"
"""What people of the two groups tell of themselves."""

BLIND: Final = 0.6
"""How often anybody is right on an item that does not discriminate."""


@dataclass(frozen=True)
class Behaviour:
    """How one step of an item separates people: P = c + (1 - c) / (1 + exp(-a (ability - b)))."""

    a: float
    b: float
    c: float

    def probability(self, ability: float) -> float:
        """Return how likely somebody of this ability takes the step."""
        return self.c + (1 - self.c) / (1 + float(np.exp(-self.a * (ability - self.b))))


@dataclass(frozen=True)
class Plant:
    """Something wrong with one item that its statistics should show."""

    kind: str
    item: str


@dataclass
class Person:
    """One simulated candidate; `code` maps an item to the misconceptions its submission was made to show."""

    ability: float
    focal: bool
    holds: frozenset[str]
    attempt_id: str = ""
    code: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Truth:
    """All of it. The same seed and items give the same truth, whichever forms are drawn."""

    seed: int
    people: Sequence[Person]
    plants: Sequence[Plant]

    def behaviour(self, item: str, step: str = "", *, open_ended: bool, guessing: bool) -> Behaviour:
        """Return how a step of an item behaves: ln a ~ N(0, 0.3^2), b ~ N(0, 1), chance 0.2 on choices."""
        rng = np.random.default_rng([self.seed, zlib.crc32(f"{item}/{step}".encode())])
        a = float(np.exp(rng.normal(0, LOG_A_DEVIATION)))
        b = float(rng.normal())
        return Behaviour(a * OPEN_A if open_ended else a, b, GUESSING if guessing else 0.0)

    def planted(self, item: str) -> str | None:
        """Return what is wrong with an item, if something is."""
        return self._plants.get(item)

    @cached_property
    def _plants(self) -> dict[str, str]:
        return {plant.item: plant.kind for plant in self.plants}

    def as_json(self) -> dict[str, Any]:
        """Return it for a file, people under the ids of their attempts; nobody's name is in it."""
        return {
            "seed": self.seed,
            "planted": [asdict(plant) for plant in self.plants],
            "people": [asdict(person) | {"holds": sorted(person.holds)} for person in self.people],
        }


def draw(seed: int, *, candidates: int, misconceptions: Iterable[str], plants: Sequence[Plant]) -> Truth:
    """Draw a cohort: ability N(0, 1), each misconception held by one in ten, one half the focal group."""
    rng = np.random.default_rng(seed)
    abilities = rng.normal(size=candidates)
    focal = rng.permutation(candidates) < candidates // 2
    names = sorted(misconceptions)
    held = rng.random((candidates, len(names))) < PRIOR
    people = [
        Person(float(abilities[row]), bool(focal[row]), frozenset(np.array(names, object)[held[row]]))
        for row in range(candidates)
    ]
    return Truth(seed, people, plants)


def read_people(kept: Mapping[str, Any]) -> list[Person]:
    """Return the people of a file that `as_json` made."""
    return [Person(**(row | {"holds": frozenset(row["holds"])})) for row in kept["people"]]
