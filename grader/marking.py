"""One score from the marks of several reviewers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

SETTLED_BY_A_THIRD = 3


@dataclass(frozen=True)
class Settled:
    """A share of the points, and what made it: one mark, the mean of two, or a third person's."""

    share: Fraction
    by: Literal["one mark", "mean of two", "adjudication"]


def settle(shares: Sequence[Fraction], *, apart: Fraction) -> Settled | None:
    """Return what the marks given so far, as shares of the points, make; None where a third must decide.

    Two marks that lie no more than `apart` from each other count as their mean. Where they lie further, a
    third person who knows both decides alone: expert adjudication (Johnson, Penny & Gordon 2000).
    """
    match list(shares):
        case [only]:
            return Settled(only, "one mark")
        case [first, second]:
            close = abs(first - second) <= apart
            return Settled((first + second) / 2, "mean of two") if close else None
        case [_, _, third]:
            return Settled(third, "adjudication")
    raise ValueError(f"One to three marks make a score, not {len(shares)}.")
