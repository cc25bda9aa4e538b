"""Classical test theory: how hard an item is, how well it separates, how reliable a fixed form is.

Reliability is defined for one form that everybody sat whole (Lord & Novick 1968, chapter 9). Attempts with
different forms are never pooled into it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class ItemFigures:
    """One item over the attempts that were given it.

    `difficulty` is the mean share of its points, 0 to 1: the larger, the easier. `discrimination` is the
    correlation of the item with the rest of the same attempt (the corrected point-biserial), or NaN where one
    of the two does not vary.
    """

    count: int
    difficulty: float
    discrimination: float


def item_figures(shares: Array, rest: Array) -> ItemFigures:
    """Describe an item from its shares of points (n,) and the share each attempt earned on all its other
    items (n,).
    """
    return ItemFigures(len(shares), float(np.mean(shares)), correlation(shares, rest))


def rest_shares(points: Array, possible: Array) -> Array:
    """Return for each attempt and item the share of points earned on the attempt's other items.

    `points` and `possible` are (attempts, items), NaN where an item was not given; so is the result. It is
    NaN too where the attempt has no other item.
    """
    total, most = np.nansum(points, axis=1, keepdims=True), np.nansum(possible, axis=1, keepdims=True)
    others = most - possible
    shares: Array = np.divide(total - points, others, out=np.full_like(points, np.nan), where=others > 0)
    return shares


def correlation(x: Array, y: Array) -> float:
    """Return Pearson's correlation of two vectors; NaN where one does not vary."""
    x, y = x - x.mean(), y - y.mean()
    scale = float(np.sqrt((x @ x) * (y @ y)))
    # A constant leaves rounding behind when its mean is taken off: about eps of its size an element.
    return float(x @ y) / scale if scale > 1e-12 else float("nan")


@dataclass(frozen=True)
class OptionFigures:
    """Who chose one option: how many, their share of all, and their mean share of points on other items."""

    chosen: int
    share: float
    rest_of_choosers: float


def option_figures(chose: Array, rest: Array) -> OptionFigures:
    """Describe an option from who chose it (n,) bool, and each attempt's share on its other items (n,)."""
    chosen = int(chose.sum())
    return OptionFigures(chosen, chosen / len(chose), float(rest[chose].mean()) if chosen else float("nan"))


@dataclass(frozen=True)
class FormFigures:
    """A fixed form: the reliability of its total, and the standard error of measurement in points.

    `alpha` is Cronbach's (1951, eq. 2) with sample variances; for items scored 0 or 1 it is KR-20 (Kuder &
    Richardson 1937, formula 20). Both are NaN where totals do not vary or the form has one item.
    """

    count: int
    mean: float
    deviation: float
    alpha: float
    error: float


def form_figures(points: Array) -> FormFigures:
    """Describe a form from the points (attempts, items) that complete attempts earned on it."""
    attempts = len(points)
    totals = points.sum(axis=1)
    spread = float(totals.var(ddof=1)) if attempts > 1 else float("nan")
    alpha = cronbach(points.var(axis=0, ddof=1), spread) if attempts > 1 else float("nan")
    deviation = float(np.sqrt(spread))
    return FormFigures(attempts, float(totals.mean()), deviation, alpha, standard_error(deviation, alpha))


def standard_error(deviation: float, reliability: float) -> float:
    """Return the standard error of measurement: how far a total lies from the person's true one."""
    return deviation * float(np.sqrt(np.maximum(0.0, 1 - reliability)))  # NaN stays NaN


def cronbach(item_variances: Array, total_variance: float) -> float:
    """Return Cronbach's alpha; NaN for one item, and where totals do not vary."""
    items = len(item_variances)
    if items < 2 or not total_variance > 1e-12:
        return float("nan")
    return items / (items - 1) * (1 - float(item_variances.sum()) / total_variance)


def percentile(reference: Sequence[float], score: float) -> float:
    """Return the percentile rank of a score in a reference set, 0 to 100: below, and half of those equal."""
    values = np.sort(np.asarray(reference, dtype=float))
    below, upto = np.searchsorted(values, score, "left"), np.searchsorted(values, score, "right")
    return float(50.0 * (below + upto) / len(values))
