"""How well a few items tell a share of points: an interval that stays within 0 and 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

ENOUGH: Final = 3.0
"""Items, effectively, before a share of points over them is shown with an interval."""

_Z: Final = 1.959963984540054  # the normal deviate that 2.5 % lie beyond


@dataclass(frozen=True)
class Interval:
    """A share, 0 to 1, and its 95 % interval. `items` is how many equal items would tell as much."""

    share: float
    low: float
    high: float
    items: float


def share_interval(earned: Sequence[float], possible: Sequence[float]) -> Interval | None:
    """Return the share of points earned over items, or None where they are too few to tell.

    The interval is Wilson's (1927) for a proportion, with Kish's effective number of items (Kish 1965,
    section 11.7): (sum of weights) squared over the sum of their squares. Partial credit varies less than
    right and wrong do, so for it the interval is on the wide side.
    """
    total = sum(possible)
    n = total**2 / sum(weight**2 for weight in possible) if total > 0 else 0.0
    if n < ENOUGH - 1e-9:
        return None
    share = min(1.0, max(0.0, sum(earned) / total))
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half), n)
