"""Scoring choice items: single choice all or nothing, multiple choice with partial credit.

Of n options, k are keys. Ticking h of the keys and w of the others earns

    max(0, h/k - w p),   p = max(1/k, 1/(n - k)).

A wrong tick cancels a right one (or costs more, where most options are keys), so ticking everything earns
nothing: k/k - (n - k) p <= 0. Before the floor at zero no blind selection of any size has a positive
expectation: m ticks at random hit m k/n keys and m (n - k)/n others, which is m/n (1 - (n - k) p) <= 0. With
the floor, and no more than half of the options being keys, a blind guess expects at most 1/n, what it would
on a single-choice item of as many options (for n <= 8; at most 1.3/n where exactly half are keys); and for
who already ticked a key, one more tick at random lowers the expectation.
"""

from collections.abc import Collection
from fractions import Fraction

from grader.points import Earned


def single(ticked: str | None, *, key: str, options: Collection[str]) -> Earned:
    """All the points for the key, else none. Raises ValueError for what is no option."""
    known(() if ticked is None else (ticked,), options)
    known((key,), options)
    if ticked is None:
        return Earned(Fraction(0), "no option was ticked")
    return Earned(Fraction(ticked == key), "the key" if ticked == key else "not the key")


def multiple(ticked: Collection[str], *, keys: Collection[str], options: Collection[str]) -> Earned:
    """Partial credit as above; all for exactly the keys. Raises ValueError for what is no option."""
    known(ticked, options)
    known(keys, options)
    if not keys:
        raise ValueError("A multiple-choice item needs a key.")
    right, wrong = set(ticked) & set(keys), set(ticked) - set(keys)
    others = len(set(options)) - len(set(keys))
    price = max(Fraction(1, len(set(keys))), Fraction(1, others)) if others else Fraction(0)
    share = Fraction(len(right), len(set(keys))) - len(wrong) * price
    reason = f"{len(right)} of {len(set(keys))} keys ticked, {len(wrong)} of {others} others"
    return Earned(max(Fraction(0), share), reason)


def known(ticked: Collection[str], options: Collection[str]) -> None:
    """Raise ValueError unless every tick is an option."""
    strangers = sorted(set(ticked) - set(options))
    if strangers:
        raise ValueError(f"Not an option of this item: {', '.join(strangers)}.")
