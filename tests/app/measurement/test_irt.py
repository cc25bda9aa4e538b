"""Calibration finds the items that made the answers, and scoring finds the people."""

import mirt
import numpy as np
import pytest

from app.measurement import irt

PEOPLE, ITEMS = 1500, 30


def answers(
    seed: int, *, chance: float, missing: float = 0.0
) -> tuple[np.ndarray, np.ndarray, irt.Calibration]:
    """Return (people, items) of answers, the abilities and the items they were drawn from."""
    rng = np.random.default_rng(seed)
    c = np.full(ITEMS, chance)
    items = irt.Calibration(np.exp(rng.normal(0, 0.3, ITEMS)), rng.normal(0, 1, ITEMS), c, True)
    ability = rng.normal(size=PEOPLE)
    right = (rng.random((PEOPLE, ITEMS)) < irt.probability(items, ability).T).astype(float)
    right[rng.random(right.shape) < missing] = np.nan
    return right, ability, items


def test_calibration_agrees_with_an_independent_package() -> None:
    right, _, _ = answers(1, chance=0.0)
    ours = irt.calibrate(right, np.zeros(ITEMS))
    theirs = mirt.fit_mirt(right.astype(int), "2PL", n_quadpts=61, compute_standard_errors=False)
    assert ours.converged
    assert np.abs(ours.b - theirs.model.parameters["difficulty"]).max() < 0.1
    assert np.abs(ours.a - theirs.model.parameters["discrimination"]).max() < 0.1


def test_scores_find_the_abilities_and_intervals_hold_them() -> None:
    right, ability, _ = answers(2, chance=0.2, missing=0.3)
    items = irt.calibrate(right, np.full(ITEMS, 0.2))
    scored = irt.abilities(items, right)
    recovered = np.corrcoef(scored.mean, ability)[0, 1]
    assert abs(recovered - np.sqrt(scored.reliability)) < 0.02
    assert 0.93 < np.mean((scored.low <= ability) & (ability <= scored.high)) < 0.97


def test_difficulties_are_found_with_one_discrimination_for_all() -> None:
    right, _, items = answers(3, chance=0.2)
    fitted = irt.calibrate(right[:300], np.full(ITEMS, 0.2), shared_discrimination=True)
    assert np.ptp(fitted.a) < 1e-9
    assert np.corrcoef(fitted.b, items.b)[0, 1] > 0.95


def test_items_that_all_or_nobody_got_right_stay_finite() -> None:
    right, _, _ = answers(4, chance=0.2)
    right[:, 0], right[:, 1] = 1.0, 0.0
    fitted = irt.calibrate(right[:400], np.full(ITEMS, 0.2))
    assert np.isfinite(fitted.b).all()
    assert fitted.b[0] < -2 < 2 < fitted.b[1]


def test_somebody_who_answered_nothing_is_scored_as_unknown() -> None:
    _, _, items = answers(5, chance=0.2)
    nobody = irt.abilities(items, np.full((1, ITEMS), np.nan))
    assert nobody.mean[0] == pytest.approx(0, abs=1e-9)
    assert nobody.error[0] == pytest.approx(1, abs=1e-3)
    assert (nobody.low[0], nobody.high[0]) == (pytest.approx(-1.96, abs=0.01), pytest.approx(1.96, abs=0.01))
