"""Drawing a submission's probes: again and again from its seed, until the set tells right from wrong."""

from collections.abc import Sequence

import numpy as np

from grader.cases import Case
from grader.kernels.forms import CANCELLING_WAYS, Arithmetic
from grader.separation import from_reference
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
    wrong, valued = task.wrong, [case for case in cases if case.id in task.value_probes]
    return all(
        any(from_reference(wrong.outputs(kernel, case.inputs), case) >= KILL_MARGIN for case in valued)
        for kernel in wrong.first_variants.values()
    )


def cancellation_shows(case: Case) -> bool:
    """Whether E[x^2] - E[x]^2, summed either way, misses the stability allowance by the margin."""
    return all(overshoot(case, way) >= CANCELLATION_MARGIN for way in CANCELLING_WAYS)


def overshoot(case: Case, way: Arithmetic) -> float:
    """The largest error of the plain form over its allowance under an arithmetic; infinite for NaN."""
    with np.errstate(all="ignore"):
        outputs = case.task.forms[0](way, **case.inputs)
        judged = zip(outputs, case.expected, case.stability_tolerances, strict=True)
        return max(float(want.excess(want.error(got), t).max()) for got, want, t in judged)
