from decimal import Decimal
from fractions import Fraction

import pytest

from grader.rubric import Criterion, rubric

CRITERIA = {
    "purpose": Criterion("purpose", {"none": Decimal(0), "partly": Decimal("0.1"), "fully": Decimal("0.3")}),
    "limits": Criterion("limits", {"none": Decimal(0), "named": Decimal("0.2"), "weighed": Decimal("0.4")}),
}


def test_levels_add_up_to_an_exact_share() -> None:
    earned = rubric({"purpose": "partly", "limits": "named"}, criteria=CRITERIA)
    assert earned.share == Fraction(3, 7)
    assert earned.of(7) == 3


def test_the_best_levels_earn_everything_and_the_worst_nothing() -> None:
    assert rubric({"purpose": "fully", "limits": "weighed"}, criteria=CRITERIA).share == 1
    assert rubric({"purpose": "none", "limits": "none"}, criteria=CRITERIA).share == 0


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ({"purpose": "fully"}, "No level was chosen for limits"),
        ({"purpose": "fully", "limits": "named", "style": "good"}, "Not a criterion of this rubric: style"),
        ({"purpose": "fully", "limits": "best"}, "Criterion limits has no level best"),
    ],
)
def test_a_review_that_does_not_fit_the_rubric_is_refused(chosen: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        rubric(chosen, criteria=CRITERIA)


@pytest.mark.parametrize("points", ["NaN", "Infinity", "-1"])
def test_a_level_with_impossible_points_is_refused(points: str) -> None:
    with pytest.raises(ValueError, match="finite points"):
        Criterion("c", {"a": Decimal(points)})
