"""What a cut on the total does: how likely a person is decided about wrongly."""

import numpy as np
from scipy.stats import norm

from app.measurement.classical import Array


def misclassification(totals: Array, cut: float, *, error: float, reliability: float) -> float:
    """Return the probability that a person drawn from those who sat is on the wrong side of the cut.

    `totals` (n,) are in points, `error` is the standard error of measurement in points. A person's true score
    is estimated by Kelley's regression towards the mean (Kelley 1947); around it stands a normal posterior of
    deviation error * sqrt(reliability). The wrong side is where the true score is not where the total is.
    """
    mean = totals.mean()
    true_score = mean + reliability * (totals - mean)
    deviation = error * np.sqrt(reliability)
    if not deviation > 0:
        return float(np.mean((true_score >= cut) != (totals >= cut)))
    below = norm.cdf((cut - true_score) / deviation)
    return float(np.mean(np.where(totals >= cut, below, 1 - below)))
