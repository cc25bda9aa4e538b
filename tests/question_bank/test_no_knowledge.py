"""Whoever knows nothing of Batch Normalization must not score on the packaged bank, whatever they look at."""

from functools import cache

import pytest

from question_bank import MultipleChoice, SingleChoice, load_bank
from question_bank.item import Option
from tests.question_bank.no_knowledge import PICKS, SELECTIONS, Choice, Strategy, measure, random_subset

# Two standard errors at 118 items with four options: 2 √(0.25 · 0.75 / 118) = 0.08.
MARGIN = 0.08
P = 0.01


@cache
def live(kind: type[Choice]) -> list[Choice]:
    items = [
        item for item in load_bank().items.values() if isinstance(item, kind) and item.status != "retired"
    ]
    assert items
    return items


@pytest.mark.parametrize(("name", "strategy"), PICKS.items(), ids=PICKS)
def test_one_pick_on_single_choice_is_within_the_margin_of_chance(name: str, strategy: Strategy) -> None:
    result = measure(live(SingleChoice), name, strategy)
    assert abs(result.earned - result.expected) <= MARGIN, str(result)
    assert result.p >= P, str(result)


@pytest.mark.parametrize(("name", "strategy"), SELECTIONS.items(), ids=SELECTIONS)
def test_no_selection_on_multiple_choice_beats_as_many_blind_ticks(name: str, strategy: Strategy) -> None:
    result = measure(live(MultipleChoice), name, strategy)
    assert result.earned - result.expected <= MARGIN, str(result)
    assert result.p >= P, str(result)


def test_a_random_selection_on_multiple_choice_earns_less_than_a_blind_pick_on_single_choice() -> None:
    items = live(MultipleChoice)
    blind_pick = sum(1 / len(item.options) for item in items) / len(items)
    assert 0 < random_subset(items) < blind_pick


def test_ticking_everything_earns_nothing() -> None:
    everything = measure(live(MultipleChoice), "everything", lambda options: [frozenset(range(len(options)))])
    assert everything.earned == 0


def told_by_length(count: int) -> list[Choice]:
    """Return items whose key is the longest of four options, in each place as often."""
    model = next(item for item in live(SingleChoice) if len(item.options) == 4)
    return [
        model.model_copy(
            update={
                "options": [
                    Option(
                        id="abcd"[place],
                        text="long key" if place == number % 4 else f"d{place}",
                        key=place == number % 4,
                    )
                    for place in range(4)
                ]
            }
        )
        for number in range(count)
    ]


def test_keys_that_stand_out_are_noticed() -> None:
    items = told_by_length(8)
    by_length, by_place = (measure(items, name, PICKS[name]) for name in ("the longest", "the first"))
    assert by_length.earned == 1
    assert by_length.p == pytest.approx(0.25**8)
    assert by_place.earned == by_place.expected == 0.25


def test_ties_are_split() -> None:
    shortest = measure(told_by_length(4), "the shortest", PICKS["the shortest"])
    assert shortest.earned == 0  # three distractors tie
    assert shortest.expected == 0.25
    assert shortest.p == 1
