"""A misconception is named by three concordant items, or by code and one, and not by less."""

import pytest

from app.measurement.beliefs import NAMED, Choice, Code, posterior

FELL_FOR_IT = Choice(chosen=True, options=4, right=False)
KNEW_BETTER = Choice(chosen=False, options=4, right=True)
ANOTHER_MISTAKE = Choice(chosen=False, options=4, right=False)
WROTE_IT = Code(diagnosed=True)


@pytest.mark.parametrize(
    ("evidence", "named"),
    [
        ([], False),
        ([FELL_FOR_IT], False),
        ([FELL_FOR_IT] * 2, False),
        ([FELL_FOR_IT] * 3, True),
        ([WROTE_IT], False),
        ([WROTE_IT, FELL_FOR_IT], True),
        ([FELL_FOR_IT, FELL_FOR_IT, KNEW_BETTER], False),
        ([FELL_FOR_IT] * 3 + [KNEW_BETTER] * 2, False),
    ],
)
def test_it_takes_three_items_or_code_and_one(evidence: list[Choice | Code], named: bool) -> None:
    assert (posterior(evidence) >= NAMED) is named


def test_a_right_answer_tells_against_it_more_than_another_mistake() -> None:
    assert posterior([KNEW_BETTER]) < posterior([ANOTHER_MISTAKE]) < posterior([])


def test_choosing_one_of_two_proves_less_than_choosing_one_of_five() -> None:
    assert posterior([Choice(True, 2, False)]) < posterior([Choice(True, 5, False)])
