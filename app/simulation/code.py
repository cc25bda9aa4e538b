"""What simulated candidates hand in: right solutions, and the same with a known mistake."""

from collections.abc import Collection

import numpy as np

from grader.mutants.all import ALL, RIGHT, SAME_ENTRY_POINT
from grader.mutants.template import Mutant


def mistakes(task: str) -> list[Mutant]:
    """Return the wrong solutions of a task."""
    same = SAME_ENTRY_POINT.get(task, task)
    return [mutant for mutant in ALL if mutant.task == same]


def solution(
    task: str, *, right: bool, holds: Collection[str], rng: np.random.Generator
) -> tuple[str, tuple[str, ...]]:
    """Return source, and the misconceptions it shows: the person's own, where the task can show them."""
    if right:
        return RIGHT[SAME_ENTRY_POINT.get(task, task)], ()
    wrong = mistakes(task)
    theirs = [mutant for mutant in wrong if set(mutant.ids) <= set(holds)]
    chosen = (theirs or wrong)[int(rng.integers(len(theirs or wrong)))]
    return chosen.source, chosen.ids
