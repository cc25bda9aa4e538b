import math

import pytest

from grader.numeric import Tolerance, numeric


def share(value: float, expected: float, relative: float = 0.0, absolute: float = 0.0) -> float:
    return float(numeric(value, expected=expected, tolerance=Tolerance(relative, absolute)).share)


def test_the_tolerance_is_relative_to_the_expected_value() -> None:
    assert share(101.0, 100.0, relative=0.01) == 1
    assert share(101.1, 100.0, relative=0.01) == 0
    assert share(1.1, 1.0, relative=0.01) == 0
    assert share(-0.0101, -0.01, relative=0.01) == 1


def test_the_border_counts_as_inside_in_decimals_that_binary_cannot_hold() -> None:
    assert share(0.33, 0.3, relative=0.1) == 1
    assert share(0.27, 0.3, relative=0.1) == 1


def test_an_expected_zero_needs_an_absolute_tolerance() -> None:
    assert share(0.001, 0.0, absolute=0.001) == 1
    assert share(0.002, 0.0, absolute=0.001) == 0
    with pytest.raises(ValueError, match="absolute"):
        share(0.0, 0.0, relative=0.01)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_nan_and_infinities_are_refused_on_every_side(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        share(value, 1.0, relative=0.1)
    with pytest.raises(ValueError, match="finite"):
        share(1.0, value, relative=0.1)
    with pytest.raises(ValueError, match="finite"):
        Tolerance(relative=value)


def test_a_huge_difference_is_counted_without_overflow() -> None:
    assert share(1e308, -1e308, relative=1.0) == 0
