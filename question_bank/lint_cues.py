"""Rules over the whole bank: a strategy that knows nothing must not beat chance."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from question_bank.findings import Finding
from question_bank.item import MultipleChoice, Option, SingleChoice
from question_bank.load import Bank

# How far above chance a strategy may score: 8 % of the items, an item and a half where they are few.
ALLOWED_SHARE = 0.08
ALLOWED_ITEMS = 1.5

Choice = SingleChoice | MultipleChoice
Strategy = Callable[[Sequence[Option]], Sequence[Option]]  # the options it would take; it picks one of them


def shown_length(text: str) -> int:
    """Return about how many characters of `text` a reader sees: a LaTeX command counts as one."""
    return len(re.sub(r"[$`{}_^*]", "", re.sub(r"\\[A-Za-z]+", "x", text)))


def longest(options: Sequence[Option]) -> list[Option]:
    """Take the longest option."""
    most = max(shown_length(option.text) for option in options)
    return [option for option in options if shown_length(option.text) == most]


def shortest(options: Sequence[Option]) -> list[Option]:
    """Take the shortest option."""
    least = min(shown_length(option.text) for option in options)
    return [option for option in options if shown_length(option.text) == least]


def hits(items: Sequence[Choice], strategy: Strategy) -> float:
    """Return how many items the strategy is expected to get right, ties split."""
    return sum(
        sum(option.key for option in taken) / len(taken)
        for item in items
        if (taken := strategy(item.options))
    )


def chance(items: Sequence[Choice]) -> float:
    """Return how many items a blind pick of one option is expected to get right."""
    return sum(len(item.keys) / len(item.options) for item in items)


@dataclass(frozen=True)
class Guess:
    """What a strategy that knows nothing is expected to get right of the `items` of one type."""

    kind: str
    strategy: str
    right: float
    chance: float
    items: int


def report(bank: Bank) -> list[Guess]:
    """Return how the strategies without knowledge fare on the items that are reviewed or published."""
    guesses = []
    for kind in (SingleChoice, MultipleChoice):
        items = _live(bank, kind)
        places = range(max((len(item.options) for item in items), default=0))
        strategies: list[tuple[str, Strategy]] = [("the longest", longest), ("the shortest", shortest)]
        strategies += [(f"option {chr(ord('a') + place)}", _at(place)) for place in places]
        for name, strategy in strategies:
            able = [item for item in items if strategy(item.options)]
            if able:
                right, by_chance = hits(able, strategy), chance(able)
                guesses.append(Guess(able[0].type, name, right, by_chance, len(able)))
    return guesses


def key_by_length(bank: Bank) -> Iterator[Finding]:
    """Neither the longest nor the shortest option is the key more often than chance."""
    for kind in (SingleChoice, MultipleChoice):
        items = _live(bank, kind)
        for name, strategy, hint in (
            ("longest", longest, "Shorten a key or lengthen a distractor in"),
            ("shortest", shortest, "Lengthen a key or shorten a distractor in"),
        ):
            told = [item.id for item in items if all(option.key for option in strategy(item.options))]
            yield from _cue(
                items, items, strategy, "key-by-length", f"the {name} option", f"{hint}: {', '.join(told)}."
            )


def key_by_position(bank: Bank) -> Iterator[Finding]:
    """No position is the key more often than chance."""
    for kind in (SingleChoice, MultipleChoice):
        items = _live(bank, kind)
        for place in range(max((len(item.options) for item in items), default=0)):
            able = [item for item in items if len(item.options) > place]
            told = [item.id for item in able if item.options[place].key]
            hint = f"Move the key in some of: {', '.join(told)}."
            yield from _cue(
                items, able, _at(place), "key-by-position", f"option {chr(ord('a') + place)}", hint
            )


def _at(place: int) -> Strategy:
    return lambda options: options[place : place + 1]


def _live(bank: Bank, kind: type[Choice]) -> list[Choice]:
    return [
        item
        for item in bank.items.values()
        if isinstance(item, kind) and item.status in ("reviewed", "published")
    ]


def _cue(
    items: Sequence[Choice], able: Sequence[Choice], strategy: Strategy, rule: str, what: str, hint: str
) -> Iterator[Finding]:
    right, expected = hits(able, strategy), chance(able)
    if right - expected > max(ALLOWED_ITEMS, ALLOWED_SHARE * len(items)):
        kind = items[0].type
        message = (
            f"{what} is a key in {right:.1f} of {len(able)} {kind} items, by chance it were {expected:.1f}"
        )
        yield Finding("items", 1, rule, message, hint)
