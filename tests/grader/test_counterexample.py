import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from grader import shrink
from grader.counterexample import MAX_NUMBERS
from grader.grading import grade
from grader.mutants import layer
from grader.mutants.all import ALL
from grader.mutants.template import Mutant
from grader.nested import arrays_in
from grader.results import Counterexample, GradeReport, to_json
from grader.sandbox.outcome import Run, Sandbox
from grader.sandbox.program import Limits, Probe
from grader.shrink import MAX_RUNS
from grader.task import Task
from grader.tasks import TASKS
from tests.grader.unlocked import UnlockedSandbox

FORWARD = TASKS["bn-forward"]
RIGHT = "gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta"
BY_HAND = 30  # numbers that can still be followed with pen and paper
ONE_EACH = list({mutant.task: mutant for mutant in ALL}.values())


class Counting(UnlockedSandbox):
    """Counts the runs and keeps what was asked in each."""

    def __init__(self) -> None:
        self.asked: list[list[Probe]] = []

    def run(self, source: str, names: Sequence[str], probes: Sequence[Probe], limits: Limits) -> Run:
        self.asked.append(list(probes))
        return super().run(source, names, probes, limits)


def forward(body: str) -> str:
    return f"import numpy as np\ndef batch_norm(x, gamma, beta, eps):\n    {body}\n"


def graded(body: str, seed: int = 7, task: Task = FORWARD) -> GradeReport:
    return grade(task, forward(body), seed=seed, sandbox=UnlockedSandbox())


def found(body: str) -> Counterexample:
    counterexample = graded(body).counterexample
    assert counterexample is not None
    return counterexample


def numbers_in(value: Any) -> int:
    """How many numbers a person has to read."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return sum(map(numbers_in, value))
    return isinstance(value, int | float)


def rerun(source: str, entry_point: str, inputs: dict[str, Any]) -> Any:
    space: dict[str, Any] = {}
    exec(source, space)
    return space[entry_point](*(np.array(v) if isinstance(v, list) else v for v in inputs.values()))


@pytest.mark.parametrize("mutant", [m for m in ALL if m.task == "bn-forward" and m.ids[0][0] != "P"], ids=str)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_is_shown_can_be_run_again_and_differs(mutant: Mutant) -> None:
    counterexample = grade(FORWARD, mutant.source, seed=7, sandbox=UnlockedSandbox()).counterexample
    assert counterexample is not None
    inputs = dict(counterexample.inputs)
    if mutant.ids == ("S12",):
        assert counterexample.arrays == "float32"
        inputs = {k: np.array(v, np.float32) if k != "eps" else v for k, v in inputs.items()}
    came = rerun(mutant.source, "batch_norm", inputs)
    assert np.array_equal(came, counterexample.got)
    wide = {k: np.array(v, np.longdouble) if k != "eps" else v for k, v in inputs.items()}
    assert np.allclose(FORWARD.reference(**wide).astype(float), counterexample.expected, rtol=1e-14)
    assert not np.allclose(came, counterexample.expected, rtol=1e-6)
    assert numbers_in(counterexample.inputs) <= 10


def test_a_slip_of_eps_is_shown_on_two_numbers_whose_sigma_is_two() -> None:
    shown = found("return gamma * (x - x.mean(0)) / (x.std(0) + eps) + beta")
    assert shown.inputs == {"x": [[1.0], [3.0]], "gamma": [2.0], "beta": [2.0], "eps": 3.0}
    assert (shown.expected, shown.got) == ([[1.0], [3.0]], [[1.5], [2.5]])
    assert shown.detail.startswith("y at [0, 0]: expected 1, got 1.5")


def test_one_fault_does_not_turn_into_another() -> None:
    shown = found("return gamma * (x - x.mean(0)) / np.sqrt(x.var(0, ddof=1) + eps) + beta")
    assert np.isfinite(shown.got).all()
    assert len(shown.inputs["x"]) == 2


def test_the_same_seed_shows_the_same() -> None:
    for body in ("return x", f"y = {RIGHT}; return np.sort(y, 0) if len(x) > 4 else y"):
        assert found(body) == found(body)


@pytest.mark.parametrize("mutant", ONE_EACH, ids=str)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_every_task_has_small_ones(mutant: Mutant) -> None:
    report = grade(TASKS[mutant.task], mutant.source, seed=3, sandbox=UnlockedSandbox())
    assert report.counterexample is not None
    json.dumps(to_json(report), allow_nan=False)
    assert numbers_in(report.counterexample.inputs) <= BY_HAND


def test_no_number_of_a_hidden_probe_is_ever_shown() -> None:
    # Fails only on numbers that are not round, and only where no sample lies: nothing can be made simpler.
    body = f"y = {RIGHT}; return y + 1 if len(x) > 3 and (x != x.round(3)).any() else y"
    sandbox = Counting()
    report = grade(FORWARD, forward(body), seed=7, sandbox=sandbox)
    assert report.counterexample is not None
    hidden = {
        number
        for probe in sandbox.asked[1]
        for array in arrays_in(probe.steps[0].args)
        for number in array.ravel().tolist()
        if number != round(number, 3)
    }
    assert len(hidden) > 1000
    assert not hidden & set(np.ravel(report.counterexample.inputs["x"]).tolist())


def test_the_runs_are_counted_and_few() -> None:
    sandbox = Counting()
    grade(FORWARD, forward("return x"), seed=7, sandbox=sandbox)
    assert 2 < len(sandbox.asked) <= 2 + MAX_RUNS


def test_a_layer_names_the_act_and_leaves_out_the_acts_that_do_not_matter() -> None:
    source = layer.TEMPLATE.source(updating="True")
    shown = grade(TASKS["bn-layer"], source, seed=7, sandbox=UnlockedSandbox()).counterexample
    assert shown is not None
    assert " in act " in shown.detail
    kinds = [act[0] for act in shown.inputs["acts"]]
    assert kinds.count("call") == 1
    assert "eval" in kinds
    assert "backward" not in kinds


def test_an_argument_changed_in_place_is_shown_before_and_after() -> None:
    shown = found("x -= x.mean(0); return gamma * x / np.sqrt(x.var(0) + eps) + beta")
    assert shown.detail == "the caller's x was changed in place"
    assert shown.expected == {"x": shown.inputs["x"]}
    assert shown.got == {"x": [[0.0]]}


def test_a_memory_order_that_matters_is_named() -> None:
    shown = found(f"y = {RIGHT}; return y if x.flags.c_contiguous else y + 1")
    assert shown.check == "layout.order"
    assert shown.arrays in ("float64 in Fortran order", "float64 as views with gaps")


def test_a_fault_of_large_offsets_alone_keeps_the_smallest_that_shows_it() -> None:
    report = graded("return gamma * (x - x.mean(0)) / np.sqrt((x*x).mean(0) - x.mean(0)**2 + eps) + beta")
    assert report.verdict == "accepted"
    shown = report.counterexample
    assert shown is not None
    assert (shown.check, shown.arrays) == ("stability.offset", "float32")
    assert len(shown.inputs["x"]) <= 4
    assert np.abs(shown.inputs["x"]).max() > 100


def test_what_raises_or_returns_no_array_is_shown_without_an_output() -> None:
    shown = found(f"assert x.shape[1] < 2; return {RIGHT}")
    assert shown.got is None
    assert "raised AssertionError" in shown.detail
    assert shown.expected == [[1.0, 1.0]]
    assert "got None" in found("pass").detail
    huge = found("return np.zeros(100_000)")
    assert huge.got is None
    assert "got shape (100000,)" in huge.detail


def test_what_stays_large_is_not_shown() -> None:
    report = graded(f"y = {RIGHT}; return y + 1 if x.size > {MAX_NUMBERS} else y")
    assert report.verdict == "accepted"
    assert report.score < 1
    assert report.counterexample is None


def test_right_code_and_runs_have_none() -> None:
    assert graded(f"return {RIGHT}").counterexample is None
    run = grade(FORWARD, forward("return x"), seed=7, sandbox=UnlockedSandbox(), kind="run")
    assert run.verdict == "wrong_answer"
    assert run.counterexample is None


def test_an_endless_loop_on_small_inputs_ends_the_search_and_keeps_the_verdict(
    locked: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shrink, "CPU_TIME_S", 0.1)
    body = "while x.shape[1] == 1: pass\n    return x"
    report = grade(FORWARD, forward(body), seed=7, sandbox=locked)
    assert report.verdict == "wrong_answer"
    assert report.counterexample is not None
    assert report.counterexample.inputs["x"] == [[1.0, 10.0], [3.0, 10.5], [8.0, 9.0]]
