"""Grading many sources on the same probes, which are drawn once and kept."""

from functools import cache

from grader.cases import Case, Played
from grader.draw import draw
from grader.grading import play, report, run_cases
from grader.results import GradeReport
from grader.sandbox.outcome import Run, Sandbox
from grader.task import Task
from grader.tasks import TASKS
from tests.grader.unlocked import UnlockedSandbox


@cache
def probes_of(task: str, seed: int) -> tuple[list[Case], list[Case]]:
    """The visible samples and the hidden probes of a task under a seed."""
    shown = [Case(TASKS[task], name, inputs) for name, inputs in TASKS[task].sample_inputs.items()]
    return shown, draw(TASKS[task], seed)


def played(task: Task, source: str, seed: int, sandbox: Sandbox) -> tuple[list[Run], list[Played]]:
    """What a source does with the probes, as `grade` lets it: the samples first, in a run of their own."""
    runs: list[Run] = []
    entries: list[Played] = []
    for cases in probes_of(task.id, seed):
        runs.append(run_cases(task, source, cases, sandbox))
        entries += play(cases, runs[-1])
        if runs[-1].invalid is not None:
            break
    return runs, entries


def regraded(task: Task, source: str, seed: int) -> GradeReport:
    """Verdict, checks, score and diagnosis, as `grade` gives them; no counterexample is looked for."""
    runs, entries = played(task, source, seed, UnlockedSandbox())
    return report(task, seed, "submit", runs, entries)
