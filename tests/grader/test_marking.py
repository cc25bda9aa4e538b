from fractions import Fraction

import pytest

from grader.marking import settle

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("shares", "share", "by"),
    [
        (["3/8"], "3/8", "one mark"),
        (["3/8", "5/8"], "1/2", "mean of two"),
        (["0", "1/2"], "1/4", "mean of two"),
        (["0", "1", "1/8"], "1/8", "adjudication"),
        (["0", "0", "1"], "1", "adjudication"),
    ],
)
def test_one_mark_counts_two_close_ones_are_averaged_and_a_third_decides(
    shares: list[str], share: str, by: str
) -> None:
    settled = settle([Fraction(one) for one in shares], apart=HALF)
    assert settled is not None
    assert (settled.share, settled.by) == (Fraction(share), by)


def test_two_marks_too_far_apart_settle_nothing() -> None:
    assert settle([Fraction(0), HALF + Fraction(1, 1000)], apart=HALF) is None
    assert settle([HALF, HALF], apart=Fraction(0)) is not None


@pytest.mark.parametrize("count", [0, 4])
def test_no_marks_and_more_than_three_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="One to three marks"):
        settle([HALF] * count, apart=HALF)
