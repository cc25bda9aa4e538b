"""Agreement between reviewers is what two independent packages say it is."""

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from app.measurement import agreement

RNG = np.random.default_rng(8)


def two_reviewers(count: int, levels: int) -> tuple[np.ndarray, np.ndarray]:
    """Two who mostly agree, the second of them a little stricter."""
    first = RNG.integers(0, levels, count)
    second = np.clip(first - (RNG.random(count) < 0.2) + (RNG.random(count) < 0.1), 0, levels - 1)
    return first, second


@pytest.mark.parametrize(("count", "levels"), [(2, 2), (30, 3), (500, 4), (5_000, 10)])
def test_kappa_agrees_with_an_independent_package(count: int, levels: int) -> None:
    for _ in range(20):
        first, second = two_reviewers(count, levels)
        if len(set(first) | set(second)) == 1:
            continue
        theirs = cohen_kappa_score(first, second, labels=np.arange(levels), weights="quadratic")
        assert agreement.weighted_kappa(first, second) == pytest.approx(theirs, abs=1e-9)


def test_a_reviewer_who_is_opposite_throughout_has_a_kappa_of_minus_one() -> None:
    first = np.array([0, 2, 0, 2])
    assert agreement.weighted_kappa(first, 2 - first) == pytest.approx(-1.0)


@pytest.mark.parametrize("missing", [0.0, 0.4, 0.7])
@pytest.mark.parametrize("levels", [2, 4, 9])
def test_alpha_of_many_reviewers_who_rated_parts_agrees_with_an_independent_package(
    missing: float, levels: int
) -> None:
    truth = RNG.integers(0, levels, 80)
    rated = np.clip(truth + RNG.integers(-1, 2, (5, 80)), 0, levels - 1).astype(float)
    rated[RNG.random(rated.shape) < missing] = np.nan
    theirs = krippendorff.alpha(reliability_data=rated, level_of_measurement="ordinal")
    assert agreement.ordinal_alpha(rated) == pytest.approx(theirs, abs=1e-9)


def test_alpha_of_an_example_in_print_is_the_one_in_print() -> None:
    # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: ordinal alpha 0.815.
    nan = np.nan
    rated = np.array(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
            [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
        ]
    )
    assert agreement.ordinal_alpha(rated) == pytest.approx(0.815, abs=5e-4)


def test_where_there_is_nothing_to_judge_by_there_is_no_figure() -> None:
    same, nobody = np.full(9, 2), np.full((2, 9), np.nan)
    assert np.isnan(agreement.weighted_kappa(same, same))
    assert np.isnan(agreement.weighted_kappa(same[:0], same[:0]))
    assert np.isnan(agreement.ordinal_alpha(nobody))
    assert np.isnan(agreement.ordinal_alpha(np.array([same, same], float)))
    assert np.isnan(agreement.severity(np.zeros(0), np.zeros(0)).mean)


def test_who_gives_less_than_the_others_is_severe_and_who_comes_to_give_less_drifts() -> None:
    others = RNG.random(400) * 0.5 + 0.4
    noise = RNG.normal(0, 0.02, 400)
    severe = agreement.severity(others - 0.1 + noise, others)
    assert severe.mean == pytest.approx(0.1, abs=4 * severe.error)
    assert severe.error == pytest.approx(0.02 / 20, rel=0.2)
    later = agreement.drift(others - np.repeat([0.0, 0.2], 200) + noise, others)
    assert later.mean == pytest.approx(0.2, abs=4 * later.error)
