"""How often a cut decides wrongly, against a simulation with known true scores."""

import numpy as np
import pytest

from app.measurement.cut import misclassification


def test_the_estimate_is_how_often_true_scores_lie_on_the_other_side() -> None:
    rng = np.random.default_rng(3)
    truth = rng.normal(60, 12, 200_000)
    totals = truth + rng.normal(0, 6, truth.size)
    reliability = 144 / (144 + 36)
    wrong = np.mean((truth >= 70) != (totals >= 70))
    assert misclassification(totals, 70, error=6.0, reliability=reliability) == pytest.approx(
        wrong, abs=0.002
    )


def test_a_total_without_error_decides_nobody_wrongly() -> None:
    assert misclassification(np.array([1.0, 2.0, 3.0]), 2, error=0.0, reliability=1.0) == 0.0
