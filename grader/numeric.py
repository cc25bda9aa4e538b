"""Scoring numeric items: right within a tolerance relative to the expected value."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from grader.points import Earned


@dataclass(frozen=True)
class Tolerance:
    """`relative` to the expected value; `absolute` in its unit, needed where zero is expected."""

    relative: float = 0.0
    absolute: float = 0.0

    def __post_init__(self) -> None:
        if not all(isfinite(part) and part >= 0 for part in (self.relative, self.absolute)):
            raise ValueError("A tolerance is a finite number, zero or more.")


def numeric(value: float, *, expected: float, tolerance: Tolerance) -> Earned:
    """All the points when |value - expected| <= max(relative |expected|, absolute), else none.

    Compared exactly in the decimals that were written, so that the border itself counts as inside.
    Raises ValueError for NaN and infinities, and where zero is expected with no absolute tolerance.
    """
    if not isfinite(value):
        raise ValueError(f"A finite number is needed, not {value}.")
    if not isfinite(expected):
        raise ValueError(f"The expected value must be finite, not {expected}.")
    if expected == 0 and tolerance.absolute == 0:
        raise ValueError("Zero is expected: relative to it every tolerance is zero, so give an absolute one.")
    error = abs(decimal_of(value) - decimal_of(expected))
    allowed = max(decimal_of(tolerance.relative) * abs(decimal_of(expected)), decimal_of(tolerance.absolute))
    reason = f"off by {shown(error)} where {shown(allowed)} is allowed"
    return Earned(Fraction(error <= allowed), reason)


def decimal_of(number: float) -> Fraction:
    """The number as its author wrote it: 0.01 is one hundredth, not the nearest binary fraction."""
    return Fraction(repr(float(number)))


def shown(number: Fraction) -> str:
    """Six digits of a number that may be too large for a float."""
    return f"{Decimal(number.numerator) / Decimal(number.denominator):.6g}"
