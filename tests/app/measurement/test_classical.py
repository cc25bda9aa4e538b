"""Classical figures agree with an independent package, and say NaN where there is nothing to say."""

import mirt
import numpy as np
import pytest

from app.measurement import classical

RNG = np.random.default_rng(5)
ABILITY = RNG.normal(size=400)
ANSWERS = (RNG.random((400, 12)) < 1 / (1 + np.exp(-(ABILITY[:, None] - RNG.normal(size=12))))).astype(float)


def test_difficulty_and_discrimination_agree_with_an_independent_package() -> None:
    theirs = mirt.traditional(ANSWERS.astype(int))
    rest = classical.rest_shares(ANSWERS, np.ones_like(ANSWERS))
    for column in range(ANSWERS.shape[1]):
        ours = classical.item_figures(ANSWERS[:, column], rest[:, column])
        assert ours.difficulty == pytest.approx(theirs.difficulty[column], abs=1e-9)
        assert ours.discrimination == pytest.approx(theirs.discrimination[column], abs=1e-9)


def test_alpha_agrees_with_an_independent_package() -> None:
    ours = classical.form_figures(ANSWERS)
    assert ours.alpha == pytest.approx(mirt.traditional(ANSWERS.astype(int)).alpha, abs=1e-9)
    assert ours.error == pytest.approx(ours.deviation * np.sqrt(1 - ours.alpha), abs=1e-12)


def test_alpha_of_right_and_wrong_is_kuder_and_richardsons() -> None:
    p = ANSWERS.mean(axis=0)
    k, spread = ANSWERS.shape[1], ANSWERS.sum(axis=1).var()
    kr20 = k / (k - 1) * (1 - (p * (1 - p)).sum() / spread)
    assert classical.form_figures(ANSWERS).alpha == pytest.approx(kr20, abs=1e-12)


def test_an_item_everybody_got_right_has_no_discrimination() -> None:
    figures = classical.item_figures(np.full(50, 0.1), RNG.random(50))
    assert np.isnan(figures.discrimination)


def test_an_item_is_not_correlated_with_itself() -> None:
    points = np.array([[1.0, 0.0, np.nan], [0.0, 2.0, 1.0]])
    possible = np.array([[1.0, 2.0, np.nan], [1.0, 2.0, 2.0]])
    rest = classical.rest_shares(points, possible)
    np.testing.assert_allclose(rest[:, 0], [0.0, 3 / 4])
    np.testing.assert_allclose(rest[:, 1], [1.0, 1 / 3])
    assert np.isnan(rest[0, 2])


def test_the_rest_of_a_form_of_one_item_is_unknown() -> None:
    assert np.isnan(classical.rest_shares(np.ones((2, 1)), np.ones((2, 1)))).all()


def test_an_options_choosers_are_described() -> None:
    figures = classical.option_figures(np.array([True, False, True, False]), np.array([0.2, 0.9, 0.4, 0.8]))
    assert (figures.chosen, figures.share) == (2, 0.5)
    assert figures.rest_of_choosers == pytest.approx(0.3)


@pytest.mark.parametrize(("score", "rank"), [(0, 0.0), (1, 12.5), (2, 50.0), (3, 87.5), (4, 100.0)])
def test_a_percentile_counts_those_below_and_half_of_those_equal(score: float, rank: float) -> None:
    assert classical.percentile([2, 3, 1, 2], score) == rank
