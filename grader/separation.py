"""How far kernels lie apart on a probe, in units of what a value check allows."""

from collections.abc import Sequence

import numpy as np

from grader.cases import Case
from grader.compare import VALUE_TOLERANCE, Expected
from grader.kernels.channels import Array
from grader.known_wrong.family import Outputs

# Of a value itself: two ways to compute one wrong thing differ by rounding where nothing at all is allowed.
ROUNDING = 1e-12


def apart(
    one: Outputs | None, other: Outputs | None, expected: Sequence[Expected], *, nan_tells: bool = True
) -> float:
    """The largest difference between two kernels' outputs over the allowance.

    Infinite where one of them raises or leaves another shape. NaN equals NaN; against a number it is
    infinitely far, or says nothing: a diagnosis does not go by a kernel's NaN.
    """
    if one is None or other is None:
        return 0.0 if one is other else np.inf
    return max(gap(a, b, want, nan_tells) for a, b, want in zip(one, other, expected, strict=True))


def gap(one: Array, other: Array, want: Expected, nan_tells: bool = True) -> float:
    """The same for one output."""
    if one.shape != other.shape:
        return np.inf
    allowed = want.bound.allowance(VALUE_TOLERANCE) if one.shape == want.value.shape else VALUE_TOLERANCE
    with np.errstate(all="ignore"):
        error = np.abs(one - other)
        ratio = error / (allowed + ROUNDING * np.abs(one))
    alike = (error == 0) | (one == other) | (np.isnan(one) & np.isnan(other))
    if one.shape == want.value.shape:
        alike |= np.isnan(want.value)
    if not nan_tells:
        alike |= ~np.isfinite(one) | ~np.isfinite(other)
    ratio = np.where(alike, 0.0, np.where(np.isnan(ratio), np.inf, ratio))
    return float(ratio.max(initial=0.0))


def from_reference(answer: Outputs | None, case: Case) -> float:
    """How far an answer lies from the expected outputs of a case."""
    return apart(answer, tuple(want.value for want in case.expected), case.expected)
