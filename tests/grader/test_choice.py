from fractions import Fraction
from itertools import combinations
from string import ascii_lowercase

import pytest

from grader.choice import multiple, single


def shares(n: int, k: int, ticks: int) -> list[Fraction]:
    """What every selection of `ticks` options earns where the first k of n are keys."""
    options = ascii_lowercase[:n]
    chosen = combinations(options, ticks)
    return [multiple(ticked, keys=options[:k], options=options).share for ticked in chosen]


ITEMS = [(n, k) for n in range(3, 9) for k in range(1, n)]
FEW_KEYS = [(n, k) for n, k in ITEMS if 2 * k <= n]


def test_single_choice_is_all_or_nothing() -> None:
    assert single("b", key="b", options="abc").of(3) == 3
    assert single("a", key="b", options="abc").of(3) == 0
    assert single(None, key="b", options="abc").share == 0


@pytest.mark.parametrize(("n", "k"), ITEMS)
def test_exactly_the_keys_earn_everything_and_nothing_else_does(n: int, k: int) -> None:
    for ticks in range(n + 1):
        assert shares(n, k, ticks).count(Fraction(1)) == (ticks == k)


@pytest.mark.parametrize(("n", "k"), ITEMS)
def test_ticking_everything_or_nothing_earns_nothing(n: int, k: int) -> None:
    assert shares(n, k, n) == shares(n, k, 0) == [0]


@pytest.mark.parametrize(("n", "k"), FEW_KEYS)
def test_a_blind_guess_of_any_size_expects_no_more_than_on_a_single_choice(n: int, k: int) -> None:
    for ticks in range(n + 1):
        earned = shares(n, k, ticks)
        slack = Fraction(13, 10) if 2 * k == n else 1
        assert sum(earned) / len(earned) <= slack * Fraction(1, n)


@pytest.mark.parametrize(("n", "k"), [item for item in FEW_KEYS if item[1] > 1])
def test_a_blind_tick_beside_a_known_key_lowers_the_expectation(n: int, k: int) -> None:
    options = ascii_lowercase[:n]
    for sure in range(1, k):
        known = options[:sure]
        stay = multiple(known, keys=options[:k], options=options).share
        more = [multiple(known + o, keys=options[:k], options=options).share for o in options[sure:]]
        assert sum(more) / len(more) < stay


@pytest.mark.parametrize(("n", "k"), ITEMS)
def test_a_wrong_tick_never_raises_and_a_right_one_never_lowers_the_share(n: int, k: int) -> None:
    options, keys = ascii_lowercase[:n], ascii_lowercase[:k]
    for ticks in range(n):
        for ticked in combinations(options, ticks):
            before = multiple(ticked, keys=keys, options=options).share
            for option in set(options) - set(ticked):
                after = multiple((*ticked, option), keys=keys, options=options).share
                assert after >= before if option in keys else after <= before


def test_a_repeated_tick_counts_once() -> None:
    assert multiple(["a", "a"], keys=["a", "b"], options="abcd").share == Fraction(1, 2)


def test_what_is_no_option_is_refused() -> None:
    with pytest.raises(ValueError, match="Not an option of this item: z"):
        multiple(["a", "z"], keys=["a"], options="abc")
    with pytest.raises(ValueError, match="Not an option"):
        single("z", key="a", options="abc")
    with pytest.raises(ValueError, match="needs a key"):
        multiple(["a"], keys=[], options="abc")
