"""How far people who score the same prose agree, and who of them is stricter.

A judgement is one criterion of one response; its value is the level chosen, 0 for the lowest. Both
coefficients count a disagreement by how many levels lie between, since levels are in order, and both are 1
for perfect agreement and 0 for what chance alone would give.
"""

from dataclasses import dataclass

import numpy as np

from app.measurement.classical import Array


def weighted_kappa(first: Array, second: Array) -> float:
    """Return Cohen's kappa (1968) of two raters' levels (n,), whole numbers from 0, with quadratic weights.

    The weight of a disagreement is the square of its distance (Fleiss & Cohen 1973, eq. 5). NaN where there
    is nothing to judge by: no judgement, or both gave one and the same level throughout.
    """
    if not len(first):
        return float("nan")
    levels = int(max(first.max(), second.max())) + 1
    table = np.zeros((levels, levels))
    np.add.at(table, (first, second), 1.0)
    distance = np.subtract.outer(np.arange(levels), np.arange(levels)) ** 2.0
    by_chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / len(first)
    expected = float((distance * by_chance).sum())
    return 1 - float((distance * table).sum()) / expected if expected > 0 else float("nan")


def ordinal_alpha(levels: Array) -> float:
    """Return Krippendorff's alpha for ordinal values: `levels` is (raters, judgements), NaN where not rated.

    Any number of raters, each of whom may have rated any part (Krippendorff 2019, chapter 12, section 3). The
    distance between two levels is how many values lie between them, the two themselves by half (eq. for the
    ordinal metric difference). NaN where no judgement has two values, or all values are the same.
    """
    rated = levels[:, (~np.isnan(levels)).sum(axis=0) >= 2]
    if not rated.size:
        return float("nan")
    values = np.unique(rated[~np.isnan(rated)])
    counts = np.stack([(rated == value).sum(axis=0) for value in values], axis=1).astype(float)
    raters = counts.sum(axis=1)
    # Each judgement adds its ordered pairs of values, over one less than its raters.
    pairs = np.einsum("ui,uj,u->ij", counts, counts, 1 / (raters - 1))
    pairs -= np.diag((counts / (raters - 1)[:, None]).sum(axis=0))
    totals = pairs.sum(axis=1)
    upto = np.cumsum(totals)
    between = np.abs(np.subtract.outer(upto - totals / 2, upto - totals / 2))
    expected = float((between**2 * np.outer(totals, totals)).sum())
    if not expected > 0:
        return float("nan")
    return 1 - float((totals.sum() - 1) * (between**2 * pairs).sum()) / expected


@dataclass(frozen=True)
class Severity:
    """How much stricter one rater is than those who scored the same responses.

    `mean` is in shares of an item's points, above 0 for the stricter; `error` is its standard error, NaN
    below two responses.
    """

    mean: float
    error: float


def severity(own: Array, others: Array) -> Severity:
    """Compare one rater's shares of points (n,) with the others' on the same responses (n,): paired."""
    stricter = others - own
    count = len(stricter)
    error = float(stricter.std(ddof=1) / np.sqrt(count)) if count > 1 else float("nan")
    return Severity(float(stricter.mean()) if count else float("nan"), error)


def drift(own: Array, others: Array) -> Severity:
    """Return how much stricter the rater became: the later half of responses against the earlier half.

    Both are in the order in which the rater scored them. The halves are independent, so that the variances
    of their means add up.
    """
    half = len(own) // 2
    before, after = severity(own[:half], others[:half]), severity(own[half:], others[half:])
    return Severity(after.mean - before.mean, float(np.hypot(before.error, after.error)))
