"""What a response earns: an exact share of an item's points, rounded by nobody but whoever displays it."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Earned:
    """`share` of the item's points, in 0..1, and a sentence on why."""

    share: Fraction
    reason: str

    def of(self, points: Fraction | int) -> Fraction:
        """The points earned where the item is worth `points`."""
        return self.share * points
