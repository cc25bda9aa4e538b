"""Scoring written responses: the level a reviewer chose for each criterion, made into points."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from grader.points import Earned


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric: its levels by id, each with its points as an exact decimal."""

    id: str
    levels: Mapping[str, Decimal]

    def __post_init__(self) -> None:
        if not self.levels or any(not p.is_finite() or p < 0 for p in self.levels.values()):
            raise ValueError(f"Criterion {self.id} needs levels with finite points, zero or more.")
        if not max(self.levels.values()):
            raise ValueError(f"Criterion {self.id} has no level that earns a point.")

    @property
    def most(self) -> Decimal:
        """The points of the best level."""
        return max(self.levels.values())


def rubric(chosen: Mapping[str, str], *, criteria: Mapping[str, Criterion]) -> Earned:
    """The share of the rubric's points that the chosen levels (criterion id to level id) add up to.

    Raises ValueError unless exactly the rubric's criteria are given, each at one of its levels.
    """
    if not criteria:
        raise ValueError("A rubric needs a criterion.")
    missing, strangers = sorted(criteria.keys() - chosen.keys()), sorted(chosen.keys() - criteria.keys())
    if missing:
        raise ValueError(f"No level was chosen for {', '.join(missing)}.")
    if strangers:
        raise ValueError(f"Not a criterion of this rubric: {', '.join(strangers)}.")
    for name, level in chosen.items():
        if level not in criteria[name].levels:
            raise ValueError(f"Criterion {name} has no level {level}.")
    earned = sum((Fraction(criteria[name].levels[level]) for name, level in chosen.items()), Fraction(0))
    possible = sum((Fraction(criterion.most) for criterion in criteria.values()), Fraction(0))
    reason = ", ".join(f"{name}: {chosen[name]}" for name in criteria)
    return Earned(earned / possible, reason)
