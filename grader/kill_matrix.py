"""The kill matrix: whether a task's probes tell its known-wrong kernels from the reference and one another.

A task may be published only if they do, but for kernels that are equal on all of the task's outputs. Those
form a class, and a class is listed with the task.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from grader.cases import Case
from grader.compare import VALUE_TOLERANCE
from grader.draw import draw
from grader.kernels.channels import Array
from grader.known_wrong.family import WrongFamily
from grader.separation import ROUNDING, apart, from_reference
from grader.task import Task

REFERENCE = "reference"
PUBLISHABLE = 1.0  # apart by more than what is allowed, so that no answer fits both


@dataclass(frozen=True)
class KillMatrix:
    """Per pair of names, how far apart: the best probe's distance, in the worst of the seeds."""

    task: str
    names: tuple[str, ...]
    distance: Mapping[tuple[str, str], float]
    classes: tuple[tuple[str, ...], ...]

    def between(self, one: str, other: str) -> float:
        """How far two kernels are told apart, in units of what a value check allows."""
        return self.distance[(one, other) if (one, other) in self.distance else (other, one)]

    @property
    def undecided(self) -> tuple[tuple[str, str], ...]:
        """The pairs that stay together though they are no class."""
        alike = {frozenset(pair) for members in self.classes for pair in combinations(members, 2)}
        return tuple(
            pair
            for pair, distance in self.distance.items()
            if distance <= PUBLISHABLE and frozenset(pair) not in alike
        )


def kill_matrix(task: Task, seeds: Sequence[int]) -> KillMatrix:
    """Compare every pair on the value probes of every seed."""
    assert task.wrong is not None
    names = (REFERENCE, *task.wrong.ids)
    worst = np.full((len(names), len(names)), np.inf)
    for seed in seeds:
        cases = [case for case in draw(task, seed) if case.id in task.value_probes]
        best = np.max([distances(task.wrong, case) for case in cases], axis=0)
        worst = np.minimum(worst, best)
    pairs = {(names[i], names[j]): float(worst[i, j]) for i, j in combinations(range(len(names)), 2)}
    return KillMatrix(task.id, names, pairs, task.classes)


def distances(wrong: WrongFamily, case: Case) -> Array:
    """How far the reference and the known-wrong kernels lie apart on one case, each pair, row by row.

    A NaN tells a kernel from the reference, which has none; between two wrong kernels it says nothing.
    """
    answers = [wrong.outputs(kernel, case.inputs) for kernel in wrong.first_variants.values()]
    shapes = [want.value.shape for want in case.expected]
    whole = [answer if answer and [a.shape for a in answer] == shapes else None for answer in answers]
    size = sum(want.value.size for want in case.expected)
    rows = np.array([flat(answer) if answer else np.full(size, np.nan) for answer in whole])
    allowed = flat(
        [np.broadcast_to(w.bound.allowance(VALUE_TOLERANCE), w.value.shape) for w in case.expected]
    )
    right = flat([want.value for want in case.expected])
    table = np.zeros((len(answers) + 1, len(answers) + 1))
    for i, row in enumerate(rows, start=1):
        table[i, 0] = table[0, i] = from_reference(answers[i - 1], case)
        with np.errstate(all="ignore"):
            ratio = np.abs(rows - row) / (allowed + ROUNDING * np.abs(row))
        ratio[np.isnan(ratio) | ~np.isfinite(rows) | ~np.isfinite(row) | np.isnan(right)] = 0.0
        table[i, 1:] = ratio.max(axis=1, initial=0.0)
        for j, answer in enumerate(answers, start=1):
            if whole[i - 1] is None or whole[j - 1] is None:
                table[i, j] = apart(answers[i - 1], answer, case.expected, nan_tells=False)
    return table


def flat(outputs: Sequence[Array]) -> Array:
    """All outputs as one row."""
    return np.concatenate([np.ravel(output) for output in outputs])
