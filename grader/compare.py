"""When an output is close enough: the tolerances of value, precision and stability checks."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.bounds import Bound, float64
from grader.kernels.channels import Array
from grader.kernels.forms import RIGHT_WAYS

VALUE_TOLERANCE = 1e-6
PRECISION_TOLERANCE = 1e-10


@dataclass(frozen=True)
class Expected:
    """One output of a probe: its value in float64 and how error is measured on it.

    NaN in the value marks what the task leaves undefined; nothing is judged there.
    """

    name: str
    value: Array
    bound: Bound

    @property
    def undefined(self) -> bool:
        """Whether the task leaves all of it undefined: then its shape is nobody's business either."""
        return bool(self.value.size) and bool(np.isnan(self.value).all())

    def error(self, got: Array) -> Array:
        """|got - value| elementwise, in the shape owed: 0 where nothing is judged, infinite for NaN."""
        with np.errstate(all="ignore"):
            error = np.abs(float64(got) - self.value)
        error = np.where(np.isnan(error) | np.isinf(error), np.inf, error)
        return np.where(np.isnan(self.value), 0.0, error)

    def excess(self, error: Array, tolerance: float) -> Array:
        """The error over its allowance at a relative tolerance."""
        with np.errstate(all="ignore"):
            return np.where(error == 0, 0.0, error / self.bound.allowance(tolerance))


@dataclass(frozen=True)
class Distance:
    """How far an array is from what was expected, at the place where it is worst against the allowance."""

    ratio: float  # of error to allowance; within 1 is close enough, NaN counts as infinite
    error: float
    index: tuple[int, ...]
    expected: float
    got: float

    @property
    def close(self) -> bool:
        """Whether every element is within the allowance."""
        return self.ratio <= 1


def distance(got: Array, expected: Expected, tolerance: float) -> Distance:
    """Compare elementwise; `got` has the shape of the expected value."""
    error = expected.error(got)
    ratio = expected.excess(error, tolerance)
    if not ratio.size:
        return Distance(0.0, 0.0, (), 0.0, 0.0)
    index = np.unravel_index(int(ratio.argmax()), ratio.shape)
    place = tuple(int(i) for i in index)
    return Distance(
        float(ratio[index]), float(error[index]), place, float(expected.value[index]), float(got[index])
    )


def unit_roundoff(dtype: np.dtype[Any]) -> float:
    """u: half the distance from 1 to the next number of `dtype` (2^-53, 2^-24, 2^-11)."""
    return float(np.finfo(dtype).eps) / 2


def needed_constants(
    forms: Sequence[Any], inputs: Mapping[str, Any], expected: Sequence[Expected], u: float
) -> Iterator[float]:
    """c_ref per output: the largest c for which some right form errs by c u B in the probe's own dtype."""
    with np.errstate(all="ignore"):
        runs = [form(way, **inputs) for form in forms for way in RIGHT_WAYS]
    for position, wanted in enumerate(expected):
        yield max(wanted.bound.needed(wanted.error(run[position])) / u for run in runs)


def stability_constant(n: int, c_ref: float) -> float:
    """c_p of a stability check: max(16 + sqrt(n)/2, 4 c_ref), n values a channel."""
    return max(16 + 0.5 * math.sqrt(n), 4 * c_ref)


def any_order_constant(n: int) -> float:
    """c_p where values repeat: 16 + n, what summation in any order can lose (Higham 2002, section 4.2).

    The rounding errors of a sum of unlike numbers cancel, and sqrt(n) u is what is left. Those of a sum of
    few distinct numbers do not: adding the same number to a running sum is rounded the same way again and
    again. How much that comes to depends on where the partial sums lie between powers of two, so one order
    of summation may lose nothing where another, as good, loses n/4 u: to measure some orders is no guide.
    """
    return 16.0 + n
