"""The counterexample of a rejected submission: the simplest inputs found on which it differs.

It is made of fresh draws and visible samples, never of the probes that graded the submission, and what is
shown of the submission comes from runs on those alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader.answers import Answer
from grader.cases import Played
from grader.checks import Check, Group, changes_to_arguments
from grader.draw import MAX_REDRAWS
from grader.json_values import json_ready
from grader.kernels.channels import Array
from grader.probes import Arrange, as_it_is, fortran_order, strided
from grader.results import CheckOutcome, Counterexample
from grader.sandbox.outcome import Sandbox
from grader.shrink import Failure, Fault, Trials, Unsettled, shrunk
from grader.task import Task

# A redraw that grades nobody: a submission is graded on one of the first MAX_REDRAWS.
FRESH = MAX_REDRAWS
MAX_CHECKS = 3
MAX_NUMBERS = 400  # more cannot be checked by hand, nor should a database keep them
LAID_OUT: dict[Arrange, str] = {
    as_it_is: "",
    fortran_order: "in Fortran order",
    strided: "as views with gaps",
}


def counterexample(
    task: Task,
    source: str,
    *,
    seed: int,
    checks: Sequence[CheckOutcome],
    samples: Sequence[Played],
    sandbox: Sandbox,
) -> Counterexample | None:
    """The simplest failure found of the first failed check, required ones first; None where none shows.

    `samples` is what the submission did with the visible samples, from which a check on these begins.
    """
    failed = sorted((check for check in checks if not check.passed), key=lambda check: not check.required)
    trials = Trials(task, source, sandbox)
    try:
        for outcome in failed[:MAX_CHECKS]:
            check = next(check for check in task.checks if check.id == outcome.id)
            begun = on_samples(check, samples) if check.sample else on_fresh_draws(trials, check, seed)
            start = next((failure for failure in begun if failure.manner), None)
            if start is not None:
                return shown(shrunk(trials, start))
    except Unsettled:
        pass
    return None


def on_samples(check: Check, samples: Sequence[Played]) -> list[Failure]:
    """What the submission did with the visible samples of a check."""
    fault = Fault(check, as_it_is)
    return [
        Failure(fault, entry.case.inputs, {entry.case.id: entry})
        for entry in samples
        if entry.case.id in check.probes
    ]


def on_fresh_draws(trials: Trials, check: Check, seed: int) -> list[Failure]:
    """What it does with draws like the hidden probes of a check."""
    families = [family for family in trials.task.families if family.id in check.probes]
    return trials.play(
        [
            (Fault(check, family.arrange), replace(family, arrange=as_it_is).inputs(seed, FRESH))
            for family in families
        ]
    )


def shown(failure: Failure) -> Counterexample | None:
    """A failure as a person reads it; None where it stayed too large to be read."""
    if failure.cost[0] > MAX_NUMBERS:
        return None
    entry = failure.entry
    worst = max(failure.findings, key=lambda finding: (not finding.passed, finding.ratio))
    expected, got = before_and_after(entry) if failure.check.group is Group.PURITY else outputs_of(entry)
    return Counterexample(
        inputs=json_ready(failure.inputs),
        expected=expected,
        got=None if entry.failure else got,
        check=failure.check.id,
        detail=worst.detail,
        arrays=" ".join(filter(None, (str(entry.case.dtype), LAID_OUT[failure.fault.arrange]))),
    )


def before_and_after(entry: Played) -> tuple[Any, Any]:
    """The arguments that were changed in place, as given and as left."""
    changed = list(changes_to_arguments(entry))
    return (
        {name: json_ready(given) for name, given, _ in changed},
        {name: json_ready(left) for name, _, left in changed},
    )


def outputs_of(entry: Played) -> tuple[Any, Any]:
    """The right outputs and those that came."""
    case = entry.case
    right = [or_null(want.value) for want in case.expected]
    came = [readable(answer) for answer in entry.answers]
    return case.task.show(case.inputs, right), case.task.show(case.inputs, came)


def or_null(expected: Array) -> Any:
    """Expected numbers, None where nothing is judged."""
    numbers = expected.astype(object)
    numbers[np.isnan(expected)] = None
    return numbers


def readable(answer: Answer) -> Any:
    """What came, if it is an array small enough to read."""
    return None if answer.array is None or answer.array.size > MAX_NUMBERS else answer.array
