"""Drawing a submission's probes: again and again from its seed, until the set tells right from wrong."""

from collections.abc import Sequence

import numpy as np

from grader.cases import Case
from grader.kernels.forms import CANCELLING_WAYS, Arithmetic
from grader.known_wrong.family import Outputs
from grader.separation import gap
from grader.task import Task

# How far a wrong kernel must miss, in units of what is allowed; E[x^2] - E[x]^2 misses by rounding alone.
KILL_MARGIN = 100.0
CANCELLATION_MARGIN = 4.0
MAX_REDRAWS = 64


class ProbesUntelling(Exception):
    """No redraw of a seed told the reference from every wrong kernel: the task's families are at fault."""


def draw(task: Task, seed: int) -> list[Case]:
    """The hidden probes of a submission, the same for the same seed."""
    for redraw in range(MAX_REDRAWS):
        cases = [Case(task, family.id, family.inputs(seed, redraw)) for family in task.families]
        if tells(task, cases):
            return cases
    raise ProbesUntelling(f"{task.id}: {MAX_REDRAWS} redraws of seed {seed} leave a wrong kernel alive.")


def tells(task: Task, cases: Sequence[Case]) -> bool:
    """Whether every known-wrong kernel misses by its margin on some probe of the set."""
    offset = [case for case in cases if case.id in task.offset_probes]
    return all(map(cancellation_shows, offset)) and all_wrong_kernels_miss(task, cases)


def all_wrong_kernels_miss(task: Task, cases: Sequence[Case]) -> bool:
    """Whether each of them is far from the reference on some value probe."""
    if task.wrong is None:
        return True
    valued = [case for case in cases if case.id in task.value_probes]
    return all(missed_somewhere(task, name, valued) for name in task.wrong.first_variants)


def missed_somewhere(task: Task, name: str, valued: Sequence[Case]) -> bool:
    """Whether a wrong kernel misses on one of the probes; that which told the last time is asked first."""
    assert task.wrong is not None
    kernel = task.wrong.first_variants[name]
    for case in sorted(valued, key=lambda case: case.id != task.told_by.get(name)):
        if misses(task.wrong.answer(kernel, case.in_float64), case):
            task.told_by[name] = case.id
            return True
    return False


def misses(answer: Outputs | None, case: Case) -> bool:
    """Whether a wrong kernel's answer is wrong by the margin in some output."""
    if answer is None:
        return True
    outputs = zip(answer, case.expected, strict=True)
    return any(gap(said, want.value, want) >= KILL_MARGIN for said, want in outputs)


def cancellation_shows(case: Case) -> bool:
    """Whether E[x^2] - E[x]^2, summed either way, misses the stability allowance by the margin."""
    return all(overshoot(case, way) >= CANCELLATION_MARGIN for way in CANCELLING_WAYS)


def overshoot(case: Case, way: Arithmetic) -> float:
    """The largest error of the plain form over its allowance under an arithmetic; infinite for NaN."""
    with np.errstate(all="ignore"):
        outputs = case.task.forms[0](way, **case.inputs)
        judged = zip(outputs, case.expected, case.stability_tolerances, strict=True)
        return max(float(want.excess(want.error(got), t).max()) for got, want, t in judged)
