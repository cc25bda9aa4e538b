"""Shrinking: from inputs on which a check fails to the simplest ones on which it fails in the same manner."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, starmap
from typing import TypeAlias

import numpy as np

from grader.answers import Answer
from grader.cases import Case, Played
from grader.checks import RULES, Check, Finding, Group, judged
from grader.kernels.channels import Array
from grader.nested import map_floats
from grader.probes import Arrange, Inputs
from grader.sandbox.outcome import Sandbox, SandboxFailed, Stopped
from grader.simpler import Change, Cost, content, cost, cuts, rounded, simpler
from grader.task import Task

MAX_RUNS = 6
MAX_CANDIDATES = 32  # in one run
MAX_COMBINED = 8
ENOUGH = 12
# Of one run: inputs are small, and code that passes these on them is left alone.
CPU_TIME_S = 1.0
WALL_TIME_S = 10.0
RESULT_BYTES = 4 * 1024 * 1024

Step: TypeAlias = "tuple[Change, Failure]"


class Unsettled(Exception):
    """The submission passed a limit on a small input; there is nothing to learn from it in bounded time."""


@dataclass(frozen=True)
class Fault:
    """A check that fails, and the memory order in which it does."""

    check: Check
    arrange: Arrange


@dataclass(frozen=True)
class Failure:
    """Inputs in C order, and what the submission did with them as arranged; a failure if a check says so."""

    fault: Fault
    inputs: Inputs
    played: Mapping[str, Played]

    @property
    def entry(self) -> Played:
        """The probe that is judged."""
        return next(iter(self.played.values()))

    @property
    def check(self) -> Check:
        """The check, on this probe."""
        return replace(self.fault.check, probes=(self.entry.case.id,), baseline=tuple(self.played)[-1])

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What the check finds."""
        return RULES[self.check.group](self.check, self.entry, self.played)

    @cached_property
    def manner(self) -> str:
        """How it fails; empty where it passes. While shrinking one fault must not turn into another."""
        if all(finding.passed for finding in self.findings):
            return ""
        if self.entry.failure:
            return "raised"
        outputs = [(want.value, got) for _, want, got in judged(self.check, self.entry)]
        if any(got.array is None for _, got in outputs):
            return "no array"
        if any(got.fitted(wanted.shape) is None for wanted, got in outputs):
            return "shape"
        return "number" if all(starmap(finite_where_judged, outputs)) else "not finite"

    @cached_property
    def cost(self) -> Cost:
        """What it takes to write down inputs and expected outputs."""
        numbers, characters = cost(self.inputs)
        outputs = tuple(want.value for want in self.entry.case.expected)
        return numbers, characters + cost(outputs)[1]


def finite_where_judged(wanted: Array, got: Answer) -> bool:
    """Whether no NaN or infinity came where a number is owed."""
    array = got.fitted(wanted.shape)
    return array is not None and bool((np.isfinite(array) | np.isnan(wanted)).all())


@dataclass
class Trials:
    """Puts candidates to a submission, many in one sandbox run, and at most `MAX_RUNS` runs in all."""

    task: Task
    source: str
    sandbox: Sandbox
    runs: int = field(default=0, init=False)

    def play(self, asked: Sequence[tuple[Fault, Inputs]]) -> list[Failure]:
        """What the submission did with each; all in one run."""
        self.runs += 1
        groups = [arranged(self.task, str(n), fault, inputs) for n, (fault, inputs) in enumerate(asked)]
        cases = [case for group in groups for case in group]
        limits = replace(
            self.task.limits, cpu_time_s=CPU_TIME_S, wall_time_s=WALL_TIME_S, result_bytes=RESULT_BYTES
        )
        run = self.sandbox.run(self.source, (self.task.entry_point,), [case.probe for case in cases], limits)
        if run.invalid is not None or any(isinstance(result, Stopped) for result in run.results):
            raise Unsettled
        if [result.probe_id for result in run.results] != [case.id for case in cases]:
            raise SandboxFailed("The sandbox answered for other probes than it was asked.")
        played = {c.id: Played(c, r) for c, r in zip(cases, run.results, strict=True)}
        return [
            Failure(fault, inputs, {case.id: played[case.id] for case in group})
            for (fault, inputs), group in zip(asked, groups, strict=True)
        ]

    @property
    def spent(self) -> bool:
        """Whether no run is left."""
        return self.runs >= MAX_RUNS


def arranged(task: Task, name: str, fault: Fault, inputs: Inputs) -> list[Case]:
    """The inputs in the fault's memory order, and beside them in C order where the check compares the two."""
    laid_out = {key: map_floats(fault.arrange, value) for key, value in inputs.items()}
    cases = [Case(task, name, laid_out)]
    if fault.check.group is Group.LAYOUT:
        cases.append(Case(task, f"{name} in C order", inputs))
    return cases


def shrunk(trials: Trials, start: Failure) -> Failure:
    """The simplest failure found from `start`, in as many runs as are left."""
    found = start
    try:
        found = simplest(found, worked(trials, found, first_cuts(trials.task, found.inputs), enough=1))
        while not trials.spent:
            steps = worked(trials, found, list(simpler(trials.task.axes, found.inputs)))
            if not steps:
                break
            together = [] if trials.spent else worked(trials, found, combined(steps))
            found = simplest(found, [*steps, *together])
    except Unsettled:
        pass
    return found


def first_cuts(task: Task, inputs: Inputs) -> list[Change]:
    """All axes cut at once, with round numbers and without."""
    smooth = [rounded(1), rounded(8), lambda inputs: inputs]
    return [in_turn(cut, round_off) for cut in cuts(task.axes, inputs) for round_off in smooth]


def combined(steps: Sequence[Step]) -> list[Change]:
    """The best of the changes that work alone, more and more of them together."""
    best = [change for change, _ in sorted(steps, key=lambda step: step[1].cost)]
    counts = sorted({len(best) * part // MAX_COMBINED for part in range(1, MAX_COMBINED + 1)} - {0, 1})
    return [in_turn(*best[:count]) for count in counts]


def in_turn(*changes: Change) -> Change:
    """Several changes as one."""

    def change(inputs: Inputs) -> Inputs:
        for step in changes:
            inputs = step(inputs)
        return inputs

    return change


def simplest(found: Failure, steps: Sequence[Step]) -> Failure:
    """The one with the least to write."""
    return min((found, *(failure for _, failure in steps)), key=lambda failure: failure.cost)


def worked(trials: Trials, found: Failure, changes: Sequence[Change], enough: int = ENOUGH) -> list[Step]:
    """The first changes, those that leave least to write before others, after which the fault still shows.

    It must show in the same manner. Judging costs more than running, so it ends when there are `enough`.
    """
    limit = cost(found.inputs)
    candidates: dict[Hashable, tuple[Cost, Change, Inputs]] = {}
    for change in changes:
        inputs = trials.task.legal(change(found.inputs))
        if inputs is not None and (needed := cost(inputs)) <= limit:
            candidates.setdefault(content(inputs), (needed, change, inputs))
    asked = sorted(candidates.values(), key=lambda candidate: candidate[0])[:MAX_CANDIDATES]
    if not asked:
        return []
    failures = trials.play([(found.fault, inputs) for _, _, inputs in asked])
    steps = (
        (change, failure)
        for (_, change, _), failure in zip(asked, failures, strict=True)
        if failure.manner == found.manner and failure.cost < found.cost
    )
    return list(islice(steps, enough))
