import numpy as np

from grader.grading import grade
from grader.kernels.layer import BatchNorm1d
from grader.mutants.layer import TEMPLATE
from grader.results import CheckOutcome, GradeReport
from grader.tasks import TASKS
from tests.grader.unlocked import UnlockedSandbox

TASK = TASKS["bn-layer"]


def graded(**changed: str) -> GradeReport:
    return grade(TASK, TEMPLATE.source(**changed), seed=3, sandbox=UnlockedSandbox())


def failed(report: GradeReport) -> dict[str, CheckOutcome]:
    return {check.id: check for check in report.checks if not check.passed}


def test_the_right_layer_passes_every_sequence() -> None:
    assert graded().score == 1


def test_a_failure_names_the_act() -> None:
    wrong = failed(graded(updating="True"))
    assert wrong["state.evaluation"].detail.startswith("running_")
    assert "in act " in wrong["state.evaluation"].detail


def test_updating_buffers_in_evaluation_fails_the_state_checks_and_not_the_first_values() -> None:
    wrong = failed(graded(updating="True"))
    assert "state.training" not in wrong
    assert "values.train_y" not in wrong


def test_a_backward_that_touches_buffers_is_caught() -> None:
    wrong = failed(graded(dbeta="(setattr(self, 'running_mean', rm + 1), dout.sum(axis=0))[1]"))
    assert "state.backward" in wrong


def test_the_gradient_of_the_mode_the_layer_is_in_now_is_caught() -> None:
    assert set(failed(graded(constant="not self.training"))) == {"state.mode_of_the_call"}


def test_buffers_shared_between_layers_are_caught() -> None:
    shared = TEMPLATE.source(new_mean="np.multiply(rm, 1 - m, out=rm).__iadd__(m * batch_mean)")
    right = grade(TASK, shared, seed=3, sandbox=UnlockedSandbox())
    assert right.score == 1
    shared = shared.replace("np.zeros(num_features), np.ones", "kept(num_features), np.ones")
    shared += "\n\ndef kept(d, buffers={}):\n    return buffers.setdefault(d, np.zeros(d))\n"
    assert grade(TASK, shared, seed=3, sandbox=UnlockedSandbox()).verdict == "wrong_answer"


def test_the_reference_layer_keeps_its_buffers_in_evaluation() -> None:
    layer = BatchNorm1d(2)
    layer.eval()
    layer(np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert np.array_equal(layer.running_mean, [0, 0])
    assert np.array_equal(layer.running_var, [1, 1])
