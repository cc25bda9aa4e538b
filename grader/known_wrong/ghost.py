"""Ghost batch norm gone wrong: the norm of a group, or which rows make one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from grader.kernels.channels import Array
from grader.kernels.ghost import consecutive_groups
from grader.known_wrong.kernel import RIGHT, Kernel, forward

Rows: TypeAlias = Array
Split: TypeAlias = Callable[[int, int], list[Rows]]


def consecutive(n: int, group_size: int) -> list[Rows]:
    """The right groups, as row numbers."""
    return [np.arange(n)[rows] for rows in consecutive_groups(n, group_size)]


@dataclass(frozen=True)
class Ghost:
    """A norm for each group and a way to make groups; `short_share` scales the means of a short group.

    `left_over` says what becomes of rows in no group: kept, zero, or None for dropped.
    """

    norm: Kernel = RIGHT
    split: Split = consecutive
    divides_by_group_size: bool = False
    left_over: float | None = 1.0


def ghost(kernel: Ghost, x: Array, gamma: Array, beta: Array, group_size: int, eps: float) -> tuple[Array]:
    """y, each group by its own statistics."""
    groups = kernel.split(len(x), group_size)
    y = x * (1.0 if kernel.left_over is None else kernel.left_over)
    for rows in groups:
        norm = kernel.norm
        if kernel.divides_by_group_size:
            share = len(rows) / group_size
            norm = replace(norm, grouping=replace(norm.grouping, share=share))
        y[rows] = forward(norm, x[rows], gamma, beta, eps)[0]
    if kernel.left_over is not None:
        return (y,)
    return (y[np.sort(np.concatenate([np.arange(0), *groups]))],)


def full_groups_only(n: int, group_size: int) -> list[Rows]:
    """Groups without the short one; the only group there is stays."""
    return [rows for rows in consecutive(n, group_size) if len(rows) == group_size]


def merged_into_previous(n: int, group_size: int) -> list[Rows]:
    """The short group joins the one before."""
    groups = consecutive(n, group_size)
    if len(groups) > 1 and len(groups[-1]) < group_size:
        groups[-2:] = [np.concatenate(groups[-2:])]
    return groups


def as_even_as_can_be(n: int, group_size: int) -> list[Rows]:
    """As many groups as right, their sizes evened out as numpy.array_split does."""
    return np.array_split(np.arange(n), -(-n // group_size))


def group_size_as_count(n: int, group_size: int) -> list[Rows]:
    """group_size groups."""
    return [rows for rows in np.array_split(np.arange(n), group_size) if len(rows)]


def count_then_size(n: int, group_size: int) -> list[Rows]:
    """group_size groups, all but the last of n // group_size rows."""
    return consecutive(n, max(n // group_size, 1))


def every_kth_row(groups: Callable[[int, int], int]) -> Split:
    """Rows i, i + k, i + 2k, ... make a group."""
    return lambda n, group_size: [
        np.arange(i, n, groups(n, group_size)) for i in range(min(n, groups(n, group_size)))
    ]


def split_by(*splits: Split) -> tuple[Callable[[Ghost], Ghost], ...]:
    """Each of the ways to make groups."""

    def changed(split: Split) -> Callable[[Ghost], Ghost]:
        return lambda kernel: replace(kernel, split=split)

    return tuple(map(changed, splits))


def left_over(value: float | None) -> Callable[[Ghost], Ghost]:
    """The short group is in no group."""
    return lambda kernel: replace(kernel, split=full_groups_only, left_over=value)


GHOST: Mapping[str, Sequence[Callable[[Ghost], Ghost]]] = {
    "H01": split_by(lambda n, group_size: [np.arange(n)]),
    "H02": (left_over(1.0), left_over(0.0), left_over(None)),
    "H03": (lambda kernel: replace(kernel, divides_by_group_size=True),),
    "H04": split_by(merged_into_previous),
    "H05": split_by(as_even_as_can_be),
    "H06": split_by(group_size_as_count, count_then_size),
    "H07": split_by(
        every_kth_row(lambda n, group_size: -(-n // group_size)),
        every_kth_row(lambda n, group_size: max(n // group_size, 1)),
        every_kth_row(lambda n, group_size: group_size),
    ),
}
