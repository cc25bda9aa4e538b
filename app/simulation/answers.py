"""What a simulated candidate answers to an item, by their ability and by what they believe."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.measurement.beliefs import HOLDER_CHOOSES
from app.simulation import code
from app.simulation.truth import BLIND, LOGIT_OF_DIF, Behaviour, Person, Truth
from question_bank.item import Coding, Item, MultipleChoice, Numeric, Option, SingleChoice, Written


@dataclass(frozen=True)
class Answer:
    """What is handed in, in the item's own option ids; `shows` are the misconceptions that code was made to
    show, `levels` those that prose reaches on each criterion.
    """

    value: Any
    shows: tuple[str, ...] = ()
    levels: dict[str, int] | None = None


def give(truth: Truth, person: Person, item: Item, key: float | None, rng: np.random.Generator) -> Answer:
    """Return the answer of a person to an item; `key` is the number that a numeric item asks for."""
    match item:
        case SingleChoice():
            return Answer(_single(truth, person, item, rng))
        case MultipleChoice():
            return Answer(_multiple(truth, person, item, rng))
        case Numeric():
            assert key is not None
            right = rng.random() < _chance(truth, person, item)
            return Answer(key if right else key + max(1.0, abs(key)))
        case Written():
            levels = _levels(truth, person, item, rng)
            return Answer(_prose(levels, item), levels=levels)
        case Coding():
            right = rng.random() < _chance(truth, person, item)
            return Answer(*code.solution(item.task, right=right, holds=person.holds, rng=rng))
    raise AssertionError(f"nobody knows how to answer a {item.type} item")


def _levels(truth: Truth, person: Person, item: Written, rng: np.random.Generator) -> dict[str, int]:
    """Return the level reached on each criterion, step by step from the lowest (Tutz 1990)."""
    reached = {}
    for criterion in item.rubric:
        level, best = 0, len(criterion.levels) - 1
        while level < best:
            step = f"{criterion.id}.{level + 1}"
            behaviour = truth.behaviour(item.id, step, open_ended=True, guessing=False)
            if rng.random() >= behaviour.probability(person.ability):
                break
            level += 1
        reached[criterion.id] = level
    return reached


def _prose(reached: dict[str, int], item: Written) -> str:
    """Return the exemplar of the level reached; the model answer where every criterion is at its best."""
    if all(reached[criterion.id] == len(criterion.levels) - 1 for criterion in item.rubric):
        return item.model_answer
    return item.exemplars.passages[reached[item.exemplars.criterion]].text


def _behaviour(truth: Truth, item: Item) -> Behaviour:
    return truth.behaviour(
        item.id,
        open_ended=isinstance(item, Coding),
        guessing=isinstance(item, SingleChoice | MultipleChoice),
    )


def _chance(truth: Truth, person: Person, item: Item) -> float:
    behaviour = _behaviour(truth, item)
    planted = truth.planted(item.id)
    if planted == "no-discrimination":
        return BLIND
    harder = LOGIT_OF_DIF / behaviour.a if planted == "dif" and person.focal else 0.0
    return behaviour.probability(person.ability - harder)


def _single(truth: Truth, person: Person, item: SingleChoice, rng: np.random.Generator) -> str:
    planted = truth.planted(item.id)
    knows = rng.random() < _chance(truth, person, item)
    (key,) = item.keys
    other = next(option.id for option in item.options if option.id != key)
    meant = key
    if planted == "wrong-key" or (
        planted == "two-keys" and rng.random() < 0.5
    ):  # what is right in truth is another option than the bank says
        meant = other
    if knows:
        return meant
    return _distractor([option for option in item.options if option.id != meant], person, rng).id


def _multiple(truth: Truth, person: Person, item: MultipleChoice, rng: np.random.Generator) -> list[str]:
    if rng.random() < _chance(truth, person, item):
        return item.keys
    added = _distractor([option for option in item.options if not option.key], person, rng)
    left_out = item.keys[int(rng.integers(len(item.keys)))]
    return sorted({*item.keys, added.id} - {left_out})


def _distractor(offered: list[Option], person: Person, rng: np.random.Generator) -> Option:
    """Return what somebody takes who does not know: mostly what they believe, else any option alike."""
    believed = [option for option in offered if option.misconception in person.holds]
    among = believed if believed and rng.random() < HOLDER_CHOOSES else offered
    return among[int(rng.integers(len(among)))]
