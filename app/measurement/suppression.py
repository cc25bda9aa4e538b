"""Tables of counts that say nothing of a few people: small cells hidden, and those that give them away."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from app.measurement import enough

Group: TypeAlias = tuple[str, ...]
"""One answer to each of a table's questions."""
Cell: TypeAlias = tuple[int, int]
"""How many passed, of how many."""


def shown(table: Mapping[Group, Cell]) -> dict[Group, Cell]:
    """Return the cells that may be shown.

    A cell under ten is hidden. Where the hidden cells of a line, or of the table, come to fewer than ten
    people together, they follow from the line's total: then its smallest shown cell is hidden too. That is
    secondary suppression (Hundepool et al. 2012, Statistical Disclosure Control, chapter 4).
    """
    kept = {group for group, (_, count) in table.items() if count >= enough.CELL}
    while True:
        weak = next(
            (
                members & kept
                for members in _lines(table)
                if 0 < sum(table[group][1] for group in members - kept) < enough.CELL and members & kept
            ),
            None,
        )
        if weak is None:
            return {group: table[group] for group in sorted(kept)}
        kept.remove(min(weak, key=lambda group: (table[group][1], group)))


def _lines(table: Mapping[Group, Cell]) -> Iterable[set[Group]]:
    """Return the sets of cells whose total others know: everything, and all with one answer in common."""
    yield set(table)
    for place in range(len(next(iter(table), ()))):
        for answer in sorted({group[place] for group in table}):
            yield {group for group in table if group[place] == answer}


def in_steps(before: Mapping[Group, Cell], now: Mapping[Group, Cell]) -> dict[Group, Cell]:
    """Return the counts to stand on after `before` was shown: a group's move by ten people, or not at all.

    The difference of two tables is a table too, about those who came in between.
    """
    return {
        group: before[group] if group in before and abs(cell[1] - before[group][1]) < enough.CELL else cell
        for group, cell in now.items()
    } | {group: cell for group, cell in before.items() if group not in now}
