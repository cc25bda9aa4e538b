"""Options of choice questions, whatever format they travel in, and what each of them earns."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.bank.exchange.question import CannotHold
from question_bank import MultipleChoice, SingleChoice

FEWEST, MOST = 3, 8
SAME = 1e-4  # of the whole: Moodle writes a third as 33.33333 %


@dataclass(frozen=True)
class Choice:
    """One option as a file says it; `weight` is the share of the points that it earns, if that is said."""

    text: str
    key: bool
    rationale: str = ""
    misconception: str | None = None
    weight: float | None = None


def weights(item: SingleChoice | MultipleChoice) -> dict[str, Fraction]:
    """Return the share of the points that each option earns, as `grader.choice` scores it."""
    keys = len(item.keys)
    key, other = _each(keys, len(item.options) - keys, single=isinstance(item, SingleChoice))
    return {option.id: key if option.key else other for option in item.options}


def _each(keys: int, others: int, *, single: bool) -> tuple[Fraction, Fraction]:
    """Return what a key and what another option earns: a wrong tick cancels a right one, or costs more."""
    price = Fraction(0) if single else max(Fraction(1, keys), Fraction(1, others))
    return Fraction(1, keys), -price


def choice_fields(choices: Sequence[Choice], *, single: bool, notes: list[str]) -> dict[str, Any]:
    """Return `type` and `options`; raise CannotHold where an item here is no such question."""
    keys = sum(choice.key for choice in choices)
    if not FEWEST <= len(choices) <= MOST:
        raise CannotHold(f"it has {len(choices)} options, an item here has {FEWEST} to {MOST}")
    if keys == 0:
        raise CannotHold("no option is marked as right")
    if keys == len(choices):
        raise CannotHold("every option is marked as right")
    if single and keys > 1:
        raise CannotHold(f"{keys} options are right where one may be chosen")
    key, other = _each(keys, len(choices) - keys, single=single)
    if any(
        choice.weight is not None and abs(choice.weight - (key if choice.key else other)) > SAME
        for choice in choices
    ):
        earns = (
            "the key earns all and others nothing" if single else "a wrong tick costs what a right one earns"
        )
        notes.append(f"its own weights are left behind: here {earns}")
    options = []
    for at, choice in enumerate(choices):
        option: dict[str, Any] = {"id": chr(ord("a") + at), "text": choice.text}
        if choice.key:
            option["key"] = True
        elif choice.misconception:
            option["misconception"] = choice.misconception
        if choice.rationale:
            option["rationale"] = choice.rationale
        options.append(option)
    return {"type": "single_choice" if single else "multiple_choice", "options": options}
