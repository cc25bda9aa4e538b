"""What strategies that know nothing of the field earn on choice items, and how surprising that is.

The null hypothesis is that the key tells nothing of itself: any set of as many options was as likely to be
the key. The distribution of a strategy's total under it is exact, built item by item from fractions.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations

from grader.choice import multiple
from question_bank import MultipleChoice, SingleChoice
from question_bank.item import Option
from question_bank.lint_cues import longest, shortest, shown_length

Choice = SingleChoice | MultipleChoice
Ticks = frozenset[int]  # places in the file, from 0
Strategy = Callable[[Sequence[Option]], list[Ticks]]  # the selections it takes, each as likely


def _one_of(options: Sequence[Option], taken: Sequence[Option]) -> list[Ticks]:
    return [frozenset({options.index(option)}) for option in taken]


def _longer_half(options: Sequence[Option]) -> list[Ticks]:
    by_length = sorted(range(len(options)), key=lambda place: shown_length(options[place].text))
    return [frozenset(by_length[(len(options) + 1) // 2 :])]


PICKS: dict[str, Strategy] = {
    "the longest": lambda options: _one_of(options, longest(options)),
    "the shortest": lambda options: _one_of(options, shortest(options)),
    "the first": lambda options: [frozenset({0})],
    "the last": lambda options: [frozenset({len(options) - 1})],
}
SELECTIONS: dict[str, Strategy] = PICKS | {"the longer half": _longer_half}


@cache
def share(ticks: Ticks, keys: Ticks, options: int) -> Fraction:
    """Return the part of the points that these ticks earn; one tick of one key is single choice."""
    names = [str(place) for place in range(options)]
    return multiple([names[t] for t in ticks], keys=[names[k] for k in keys], options=names).share


@dataclass(frozen=True)
class Result:
    """`earned` and `expected` are mean shares of an item's points; `p` is one-sided and exact."""

    strategy: str
    earned: float
    expected: float
    p: float

    def __str__(self) -> str:
        return f"{self.strategy}: {self.earned:.3f}, by chance {self.expected:.3f}, p = {self.p:.3g}"


def measure(items: Sequence[Choice], name: str, strategy: Strategy) -> Result:
    """Return what `strategy` earns on `items`, beside what it would where keys tell nothing."""
    total, null = Fraction(0), {Fraction(0): Fraction(1)}
    for item in items:
        taken, n = strategy(item.options), len(item.options)
        keys = frozenset(place for place, option in enumerate(item.options) if option.key)
        total += _mean(taken, keys, n)
        possible = [_mean(taken, frozenset(other), n) for other in combinations(range(n), len(keys))]
        null = _added(null, possible)
    expected = sum((value * weight for value, weight in null.items()), Fraction(0))
    p = sum(weight for value, weight in null.items() if value >= total)
    return Result(name, float(total / len(items)), float(expected / len(items)), float(p))


def _mean(taken: Sequence[Ticks], keys: Ticks, n: int) -> Fraction:
    return sum((share(ticks, keys, n) for ticks in taken), Fraction(0)) / len(taken)


def _added(null: dict[Fraction, Fraction], possible: Sequence[Fraction]) -> dict[Fraction, Fraction]:
    after: dict[Fraction, Fraction] = {}
    for gain in set(possible):
        weight = Fraction(possible.count(gain), len(possible))
        for value, before in null.items():
            after[value + gain] = after.get(value + gain, Fraction(0)) + weight * before
    return after


def random_subset(items: Sequence[Choice]) -> float:
    """Return the mean share that a random non-empty selection earns, each subset as likely."""
    return float(sum((_subsets_mean(item) for item in items), Fraction(0)) / len(items))


def _subsets_mean(item: Choice) -> Fraction:
    n = len(item.options)
    keys = frozenset(place for place, option in enumerate(item.options) if option.key)
    return _mean(list(_subsets(n)), keys, n)


def _subsets(n: int) -> Iterator[Ticks]:
    for size in range(1, n + 1):
        yield from map(frozenset, combinations(range(n), size))
