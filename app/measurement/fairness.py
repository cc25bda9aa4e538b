"""Whether an item, or a cut, treats groups alike. It names what to look at; it proves nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy.stats import chi2, fisher_exact, norm

from app.measurement import enough
from app.measurement.classical import Array

_DELTA: Final = -2.35  # from a log odds ratio to the delta scale (Holland & Thayer 1988)
FOUR_FIFTHS: Final = 0.8


@dataclass(frozen=True)
class ItemBias:
    """How an item favours one group over another at equal ability.

    `log_odds` is the logarithm of the Mantel-Haenszel odds ratio: above 0 the item is easier for the
    reference group. `level` is the Educational Testing Service's: A negligible, B slight, C large (Zieky
    1993).
    """

    reference: int
    focal: int
    log_odds: float
    error: float
    p: float
    level: Literal["A", "B", "C"]


def item_bias(right: Array, ability: Array, focal: Array) -> ItemBias | None:
    """Compare the answers (n,) 0 or 1 of two groups, (n,) bool, within strata of the same `ability` (n,).

    Abilities are whole numbers, such as rest scores. None where a group is too small, or no stratum holds
    both groups and both answers. Variance of the log odds: Robins, Breslow & Greenland 1986.
    """
    reference, size = int((~focal).sum()), int(focal.sum())
    if min(reference, size) < enough.DIF_GROUP:
        return None
    table = _strata(right, ability, focal)
    a, b, c, d = table
    total = table.sum(axis=0)
    cross, back = (a * d / total).sum(), (b * c / total).sum()
    if cross == 0 or back == 0:
        return None
    log_odds = float(np.log(cross / back))
    error = _deviation(table)
    rows, columns = a + b, a + c
    informative = total > 1
    variance = (rows * (c + d) * columns * (b + d))[informative] / (total**2 * (total - 1))[informative]
    expected = (rows * columns / total).sum()
    statistic = max(0.0, abs(a.sum() - expected) - 0.5) ** 2 / variance.sum()
    p = float(chi2.sf(statistic, 1))
    return ItemBias(reference, size, log_odds, error, p, _level(log_odds, error, p))


def _strata(right: Array, ability: Array, focal: Array) -> Array:
    """Return (4, strata): reference right and wrong, focal right and wrong, at each ability."""
    _, stratum = np.unique(ability, return_inverse=True)
    cells = [(~focal) & (right == 1), (~focal) & (right == 0), focal & (right == 1), focal & (right == 0)]
    return np.array([np.bincount(stratum[cell], minlength=stratum.max() + 1) for cell in cells], float)


def _deviation(table: Array) -> float:
    a, b, c, d = table
    total = table.sum(axis=0)
    p, q, r, s = (a + d) / total, (b + c) / total, a * d / total, b * c / total
    return float(
        np.sqrt(
            (p * r).sum() / (2 * r.sum() ** 2)
            + (p * s + q * r).sum() / (2 * r.sum() * s.sum())
            + (q * s).sum() / (2 * s.sum() ** 2)
        )
    )


def _level(log_odds: float, error: float, p: float) -> Literal["A", "B", "C"]:
    size, deviation = abs(_DELTA * log_odds), abs(_DELTA) * error
    if p >= 0.05 or size < 1:
        return "A"
    surely_above_one = norm.sf((size - 1) / deviation) < 0.05
    return "C" if size >= 1.5 and surely_above_one else "B"


@dataclass(frozen=True)
class Impact:
    """How often a group passed a cut, against the group that passed most often.

    `ratio` under four fifths is what the Uniform Guidelines (29 CFR 1607.4 D) call evidence of adverse
    impact; `p` is Fisher's exact test on the same table. Both are None where either group is too small.
    """

    group: str
    count: int
    passed: int
    ratio: float | None
    p: float | None


def impacts(groups: Mapping[str, tuple[int, int]]) -> list[Impact]:
    """Compare groups, given as their name to (passed, count). A group under ten is left out altogether."""
    shown = {name: cell for name, cell in groups.items() if cell[1] >= enough.CELL}
    large = {name: cell for name, cell in shown.items() if cell[1] >= enough.IMPACT_GROUP}
    if len(large) < 2:
        return [Impact(name, count, passed, None, None) for name, (passed, count) in shown.items()]
    best = max(large, key=lambda name: (large[name][0] / large[name][1], large[name][1]))
    return [_impact(name, *cell, large.get(best) if name in large else None) for name, cell in shown.items()]


def _impact(name: str, passed: int, count: int, best: tuple[int, int] | None) -> Impact:
    if best is None or best[0] == 0:
        return Impact(name, count, passed, None, None)
    ratio = (passed / count) / (best[0] / best[1])
    p = fisher_exact([[passed, count - passed], [best[0], best[1] - best[0]]]).pvalue
    return Impact(name, count, passed, ratio, float(p))
