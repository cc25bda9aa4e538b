import pytest
from scipy.stats import binomtest

from app.measurement.interval import share_interval


@pytest.mark.parametrize(("right", "of"), [(0, 3), (2, 5), (7, 10), (40, 40)])
def test_items_of_one_weight_give_wilsons_interval(right: int, of: int) -> None:
    found = share_interval([2.0] * right + [0.0] * (of - right), [2.0] * of)
    theirs = binomtest(right, of).proportion_ci(0.95, method="wilson")
    assert found is not None
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert found.share == right / of


def test_one_heavy_item_counts_for_hardly_more_than_itself() -> None:
    assert share_interval([10.0, 1.0, 1.0, 1.0], [10.0, 1.0, 1.0, 1.0]) is None
    assert share_interval([1.0] * 3, [1.0] * 3) is not None
    assert share_interval([], []) is None
    assert share_interval([1.0] * 2, [1.0] * 2) is None
