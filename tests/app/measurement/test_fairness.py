"""Differences between groups are found where they were planted, and small groups stay unseen."""

import numpy as np
import pytest

from app.measurement import fairness

# Admissions to Berkeley in 1973 by department (Bickel, Hammel & O'Connell 1975, Science 187): men admitted
# and rejected, women admitted and rejected. The common odds ratio by Mantel and Haenszel is 0.9047, its 95 %
# interval 0.7719 to 1.0603, p = 0.2323 (as R's mantelhaen.test prints for its UCBAdmissions).
BERKELEY = (
    (512, 313, 89, 19),
    (353, 207, 17, 8),
    (120, 205, 202, 391),
    (138, 279, 131, 244),
    (53, 138, 94, 299),
    (22, 351, 24, 317),
)


def people(cells: tuple[tuple[int, int, int, int], ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return answers, strata and membership of the focal group of everybody in a table."""
    rows = [
        (right, stratum, focal)
        for stratum, cell in enumerate(cells)
        for count, (right, focal) in zip(cell, ((1, 0), (0, 0), (1, 1), (0, 1)), strict=True)
        for _ in range(count)
    ]
    table = np.array(rows)
    return table[:, 0], table[:, 1], table[:, 2].astype(bool)


def test_the_common_odds_ratio_of_a_published_table_is_found() -> None:
    bias = fairness.item_bias(*people(BERKELEY))
    assert bias is not None
    assert np.exp(bias.log_odds) == pytest.approx(0.9046968, abs=1e-6)
    assert np.exp(bias.log_odds - 1.959964 * bias.error) == pytest.approx(0.7719074, abs=1e-6)
    assert bias.p == pytest.approx(0.2323, abs=1e-4)
    assert bias.level == "A"


def sat(planted: float, seed: int, size: int = 500) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return answers to one item that is harder by `planted` logits for the focal half, and rest scores."""
    rng = np.random.default_rng(seed)
    focal = np.arange(2 * size) >= size
    ability = rng.normal(size=2 * size)
    right = rng.random(2 * size) < 1 / (1 + np.exp(-(ability - planted * focal)))
    others = rng.random((2 * size, 20)) < 1 / (1 + np.exp(-(ability[:, None] - rng.normal(size=20))))
    return right.astype(int), others.sum(axis=1), focal


def test_an_item_harder_by_one_logit_for_one_group_is_found() -> None:
    levels = [bias.level for seed in range(20) if (bias := fairness.item_bias(*sat(1.0, seed)))]
    assert len(levels) == 20
    assert levels.count("A") == 0
    assert levels.count("C") >= 16


def test_an_item_alike_for_both_groups_is_seldom_named() -> None:
    levels = [bias.level for seed in range(40) if (bias := fairness.item_bias(*sat(0.0, seed)))]
    assert len(levels) == 40
    assert levels.count("C") == 0
    assert levels.count("A") >= 38


def test_a_group_too_small_is_not_compared() -> None:
    assert fairness.item_bias(*sat(1.0, 0, size=199)) is None


def test_four_fifths_is_judged_against_the_group_that_passes_most() -> None:
    by_name = {row.group: row for row in fairness.impacts({"a": (48, 60), "b": (30, 60), "c": (10, 12)})}
    assert by_name["a"].ratio == 1.0
    assert by_name["b"].ratio == pytest.approx(0.625)
    assert by_name["b"].p == pytest.approx(0.001, abs=0.0005)
    assert by_name["c"].ratio is None


def test_a_group_under_ten_is_not_shown_at_all() -> None:
    assert [row.group for row in fairness.impacts({"a": (4, 9), "b": (30, 60)})] == ["b"]
