import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from grader.grading import grade, refuse
from grader.results import GradeReport, Severity, to_json
from grader.sandbox.outcome import Run, SandboxFailed, Stopped
from grader.sandbox.program import Limits, Probe
from grader.task import Task
from grader.tasks import TASKS
from grader.verdict import Verdict
from tests.grader.samples import Sample, right_samples
from tests.grader.unlocked import UnlockedSandbox

FORWARD = TASKS["bn-forward"]
RIGHT = "import numpy as np\ndef batch_norm(x, gamma, beta, eps):\n    return {}\n"
TEXTBOOK = "gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta"


def graded(expression: str, task: Task = FORWARD, seed: int = 7) -> GradeReport:
    return grade(task, RIGHT.format(expression), seed=seed, sandbox=UnlockedSandbox())


def failed(report: GradeReport) -> set[str]:
    return {check.id for check in report.checks if not check.passed}


class Limited(UnlockedSandbox):
    """Stops at the named probe for lack of time."""

    def __init__(self, probe_id: str) -> None:
        self.probe_id = probe_id

    def run(self, source: str, names: Sequence[str], probes: Sequence[Probe], limits: Limits) -> Run:
        run = super().run(source, names, probes, limits)
        stop = Stopped(self.probe_id, Verdict.TIME_LIMIT, "4.0 s of CPU time used; the limit is 4.0 s")
        return replace(run, results=[stop if r.probe_id == self.probe_id else r for r in run.results])


class Forgetful(UnlockedSandbox):
    """Loses the last result."""

    def run(self, source: str, names: Sequence[str], probes: Sequence[Probe], limits: Limits) -> Run:
        run = super().run(source, names, probes, limits)
        return replace(run, results=run.results[:-1])


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(("seed", "sample"), list(enumerate(right_samples())), ids=str)
def test_right_code_in_any_style_gets_the_full_score(sample: Sample, seed: int) -> None:
    report = grade(sample.task, sample.source, seed=seed, sandbox=UnlockedSandbox())
    assert failed(report) == set()
    assert report.score == 1
    assert report.diagnosis == ()


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_a_task_leaves_undefined_may_come_in_any_shape() -> None:
    sample = next(s for s in right_samples() if s.path.stem == "bn_train_step__ddof_one")
    source = sample.source.replace("else var.ravel()", "else var")
    assert source != sample.source
    assert grade(sample.task, source, seed=3, sandbox=UnlockedSandbox()).score == 1
    nothing = sample.source.replace("return y, running_mean, running_var", "return y, running_mean")
    assert grade(sample.task, nothing, seed=3, sandbox=UnlockedSandbox()).score < 0.5


def test_every_task_has_right_code_in_at_least_two_styles() -> None:
    styles = Counter(sample.task.id for sample in right_samples())
    assert styles.total() >= 60
    assert all(styles[task] >= 2 for task in TASKS)


def test_the_same_seed_gives_the_same_report_bit_for_bit() -> None:
    reports = [to_json(graded("x * gamma", seed=2**70)) for _ in range(2)]
    for report in reports:
        report.pop("resources")
    assert json.dumps(reports[0]) == json.dumps(reports[1])


def test_another_seed_draws_other_probes() -> None:
    probes = [str(FORWARD.families[0].inputs(seed, 0)["x"]) for seed in (1, 2)]
    assert probes[0] != probes[1]


def test_a_run_uses_the_visible_samples_only() -> None:
    report = grade(FORWARD, RIGHT.format(TEXTBOOK), seed=1, sandbox=UnlockedSandbox(), kind="run")
    assert report.verdict == Verdict.ACCEPTED
    assert report.checks
    assert all(check.sample for check in report.checks)


def test_output_and_message_carry_nothing_of_a_hidden_probe() -> None:
    source = "print('loaded')\ndef batch_norm(x, gamma, beta, eps):\n    print(x)\n    raise ValueError(x)\n"
    source = source.replace("    raise", "    if len(x) > 3:\n        raise") + "    return x\n"
    report = grade(FORWARD, source, seed=1, sandbox=UnlockedSandbox())
    assert report.output == "loaded\n[[ 1.  10. ]\n [ 3.  10.5]\n [ 8.   9. ]]\n[[ 0.5 -2. ]]\n"
    hidden = FORWARD.families[0].inputs(1, 0)["x"]
    assert isinstance(hidden, np.ndarray)
    assert str(hidden[0, 0])[:6] not in report.message


def test_a_sum_instead_of_a_mean_is_caught() -> None:
    report = graded("gamma * (x - x.sum(0)) / np.sqrt(x.var(0) + eps) + beta")
    assert "values.nd_float64" in failed(report)
    assert report.verdict == Verdict.WRONG_ANSWER
    assert report.score <= 0.4


def test_float32_results_for_float64_lose_precision_alone_or_with_it_the_dtype() -> None:
    inside = "x.astype(np.float32)"
    computed = TEXTBOOK.replace("x", inside)
    report = graded(f"({computed}).astype(x.dtype)")
    assert failed(report) == {"precision.float64"}
    assert report.verdict == Verdict.ACCEPTED
    assert report.score == min(0.95, 1 - 1 / sum(check.weight for check in report.checks))
    assert failed(graded(f"({computed}).astype(np.float32)")) == {"precision.float64", "dtype.y"}


def test_float64_results_for_float32_fail_the_dtype_alone() -> None:
    report = graded(f"({TEXTBOOK}).astype(np.float64)")
    assert failed(report) == {"dtype.y"}
    assert report.verdict == Verdict.ACCEPTED


def test_float16_inside_is_caught_by_the_values() -> None:
    half = TEXTBOOK.replace("x", "x.astype(np.float16)")
    assert "values.nd_float64" in failed(graded(half))


def test_a_limit_passed_on_a_probe_decides_the_verdict() -> None:
    report = grade(FORWARD, RIGHT.format(TEXTBOOK), seed=1, sandbox=Limited("long_float32"))
    assert report.verdict == Verdict.TIME_LIMIT
    assert "limit is 4.0 s" in report.message
    assert failed(report) == {"stability.long"}


def test_a_sandbox_that_answers_for_other_probes_is_at_fault_not_the_code() -> None:
    with pytest.raises(SandboxFailed):
        grade(FORWARD, RIGHT.format(TEXTBOOK), seed=1, sandbox=Forgetful())


def test_a_refused_source_is_an_invalid_submission_with_the_reason() -> None:
    report = refuse(FORWARD, "It is binary.", seed=3)
    assert (report.verdict, report.score, report.message) == (
        Verdict.INVALID_SUBMISSION,
        0.0,
        "It is binary.",
    )


def test_the_score_is_earned_weight_over_possible_capped_by_the_worst_failure() -> None:
    for expression in ("x", "beta + 0 * x", "gamma * (x - x.mean(0)) / np.cbrt(x.var(0)) + beta"):
        report = graded(expression)
        earned = sum(check.weight for check in report.checks if check.passed)
        possible = sum(check.weight for check in report.checks)
        assert any(not check.passed and check.severity == Severity.H for check in report.checks)
        assert report.score == min(earned / possible, 0.4)


def test_non_finite_numbers_are_strings_in_json() -> None:
    ready = to_json(replace(graded("x"), score=float("nan")))
    assert ready["score"] == "nan"
    json.dumps(ready, allow_nan=False)


def test_the_version_differs_between_tasks_and_is_stable() -> None:
    versions = [task.version for task in TASKS.values()]
    assert len(set(versions)) == len(TASKS)
    assert FORWARD.version == replace(FORWARD).version
