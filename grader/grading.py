"""Grading one submission: run its probes in the sandbox, judge what came back outside of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from grader.cases import Case, Played
from grader.checks import judge
from grader.cost import cost_ratio
from grader.counterexample import counterexample
from grader.draw import draw
from grader.explanation import Explanation, explain
from grader.receipt import receipt, sealed
from grader.results import CheckOutcome, GradeReport, Resources, Severity
from grader.sandbox.outcome import Raised, Run, Sandbox, SandboxFailed, Stopped
from grader.task import Task
from grader.verdict import Verdict

OnSamples = Callable[[Sequence[CheckOutcome]], None]
CAP = {Severity.H: 0.4, Severity.M: 0.7, Severity.L: 0.95}


def grade(
    task: Task,
    source: str,
    *,
    seed: int,
    sandbox: Sandbox,
    kind: Literal["run", "submit"] = "submit",
    on_samples: OnSamples | None = None,
) -> GradeReport:
    """Grade `source` as a submission to `task`; the same seed gives the same report but for `resources`.

    A `run` uses the visible samples alone. A `submit` runs them first, by themselves: `output` and `message`
    come from that run, so that neither can carry a hidden probe to whoever reads them; a limit passed there
    ends it, since a second run would only pass it again. `seed` is any non-negative integer.
    Before hidden probes are run, `on_samples` is told the outcomes of the checks that are made of samples.

    Raises SandboxFailed when the sandbox, not the submission, is at fault.
    """
    shown = [Case(task, name, inputs) for name, inputs in task.sample_inputs.items()]
    runs = [run_cases(task, source, shown, sandbox)]
    played = play(shown, runs[0])
    if kind == "submit" and runs[0].invalid is None:
        hidden = draw(task, seed)
        stopped = next((result for result in runs[0].results if isinstance(result, Stopped)), None)
        if stopped is None:
            if on_samples is not None:
                on_samples(judge_samples(task, played))
            runs.append(run_cases(task, source, hidden, sandbox))
            played += play(hidden, runs[1])
        else:
            played += [Played(case, replace(stopped, probe_id=case.id)) for case in hidden]
    graded = report(task, seed, kind, runs, played)
    graded = replace(graded, resources=replace(graded.resources, cost_ratio=cost_ratio(runs, played)))
    if kind == "run" or any(isinstance(entry.result, Stopped) for entry in played):
        return sealed(graded, source)
    samples = played[: len(shown)]
    smallest = counterexample(task, source, seed=seed, checks=graded.checks, samples=samples, sandbox=sandbox)
    return sealed(replace(graded, counterexample=smallest), source)


def refuse(task: Task, reason: str, *, seed: int) -> GradeReport:
    """The report on a source that cannot be graded at all; `reason` says why."""
    nothing = Run((), reason, "", 0.0, 0.0, 0.0)
    return sealed(report(task, seed, "submit", [nothing], []))


def run_cases(task: Task, source: str, cases: Sequence[Case], sandbox: Sandbox) -> Run:
    """One sandbox run over `cases`, its answer checked to be about them."""
    run = sandbox.run(source, (task.entry_point,), [case.probe for case in cases], task.limits)
    if run.invalid is None and [r.probe_id for r in run.results] != [case.id for case in cases]:
        raise SandboxFailed("The sandbox answered for other probes than it was asked.")
    return run


def play(cases: Sequence[Case], run: Run) -> list[Played]:
    """Cases paired with their results; none when the source could not be loaded."""
    if run.invalid is not None:
        return []
    return [Played(case, result) for case, result in zip(cases, run.results, strict=True)]


def judge_samples(task: Task, played: Sequence[Played]) -> tuple[CheckOutcome, ...]:
    """The outcomes that a candidate may see, from the samples alone."""
    by_id = {entry.case.id: entry for entry in played}
    return tuple(judge(check, by_id) for check in task.checks if check.sample)


def report(task: Task, seed: int, kind: str, runs: Sequence[Run], played: Sequence[Played]) -> GradeReport:
    """Verdict, checks and score from what the submission did."""
    invalid = next((run.invalid for run in runs if run.invalid is not None), None)
    by_id = {entry.case.id: entry for entry in played}
    checks: tuple[CheckOutcome, ...] = ()
    if invalid is None:
        asked = [check for check in task.checks if check.sample or kind == "submit"]
        checks = tuple(judge(check, by_id) for check in asked)
    verdict, message = decide(task, invalid, checks, played)
    explanation = explain(task, played, checks) if kind == "submit" else Explanation()
    return GradeReport(
        task=task.id,
        verdict=verdict,
        score=score(checks, explanation),
        checks=checks,
        receipt=receipt(task, seed=seed, kind=kind),
        resources=Resources(
            cpu_ms=sum(run.cpu_ms for run in runs),
            wall_ms=sum(run.wall_ms for run in runs),
            peak_memory_mib=max(run.peak_memory_mib for run in runs),
        ),
        diagnosis=explanation.diagnoses,
        output=runs[0].output,
        message=message,
    )


def decide(
    task: Task, invalid: str | None, checks: Sequence[CheckOutcome], played: Sequence[Played]
) -> tuple[Verdict, str]:
    """The verdict, and a sentence on it that shows nothing of a hidden probe.

    A limit passed on any probe decides; then the first required check that failed, by how it failed.
    """
    if invalid is not None:
        return Verdict.INVALID_SUBMISSION, invalid
    stopped = next((entry.result for entry in played if isinstance(entry.result, Stopped)), None)
    if stopped is not None:
        return stopped.verdict, stopped.message
    failed = next((check for check in checks if check.required and not check.passed), None)
    if failed is None:
        return Verdict.ACCEPTED, "Every required check passed."
    definition = next(check for check in task.checks if check.id == failed.id)
    by_id = {entry.case.id: entry for entry in played}
    if any(isinstance(by_id[name].result, Raised) for name in definition.probes):
        return Verdict.RUNTIME_ERROR, raised_message(task, played)
    if failed.sample:
        return Verdict.WRONG_ANSWER, failed.detail
    return Verdict.WRONG_ANSWER, "The visible samples pass; a required check on hidden probes fails."


def raised_message(task: Task, played: Sequence[Played]) -> str:
    """What was raised, with the submission's own lines, if a visible sample shows it too."""
    for entry in played:
        if entry.case.id in task.sample_inputs and isinstance(entry.result, Raised):
            return f"{entry.failure}\n{entry.result.traceback}".rstrip()
    return f"{task.entry_point} returned on the visible samples and raised an exception on a hidden probe."


def score(checks: Sequence[CheckOutcome], explanation: Explanation) -> float:
    """Earned weight over possible, 0 when nothing could be checked.

    It is capped by the worst failed check or, where diagnoses explain the whole failure, by the worst of
    them: a wrong concept costs much, a convention little.
    """
    possible = sum(check.weight for check in checks)
    if not possible:
        return 0.0
    earned = sum(check.weight for check in checks if check.passed)
    covered = explanation.covers(checks)
    severities = (
        [diagnosis.severity for diagnosis in explanation.diagnoses]
        if covered
        else [check.severity for check in checks if not check.passed]
    )
    return min(earned / possible, *(CAP[severity] for severity in severities), 1.0)
