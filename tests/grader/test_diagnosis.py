import pytest

from grader.mutants import inference
from grader.mutants.all import ALL
from grader.mutants.template import Mutant
from grader.results import GradeReport
from grader.task import Task
from grader.tasks import TASKS
from tests.grader.regrading import regraded

FORWARD = TASKS["bn-forward"]
# What is graded and not required: these misconceptions cost score and leave the verdict at accepted.
SCORE_ONLY = {"S12": "stability", "P03": "precision", "P05": "dtype"}


def graded(task: Task, source: str, seed: int = 7) -> GradeReport:
    return regraded(task, source, seed)


def speaking_for(task: Task, name: str) -> str:
    """The lowest id of the class that `name` is in on the task."""
    return next((members[0] for members in task.classes if name in members), name)


def one_row_forward(body: str) -> str:
    return f"import numpy as np\ndef batch_norm(x, gamma, beta, eps):\n    {body}\n"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("mutant", ALL, ids=str)
def test_a_mutant_is_caught_and_named(mutant: Mutant) -> None:
    task = TASKS[mutant.task]
    report = graded(task, mutant.source)
    named = {diagnosis.id for diagnosis in report.diagnosis}
    assert named == {speaking_for(task, name) for name in mutant.ids}
    classes = {frozenset(members) for members in task.classes}
    for diagnosis in report.diagnosis:
        assert not diagnosis.equivalent or {diagnosis.id, *diagnosis.equivalent} in classes
    failed = {check.group for check in report.checks if not check.passed}
    if set(mutant.ids) <= SCORE_ONLY.keys():
        assert report.verdict == "accepted"
        assert {SCORE_ONLY[name] for name in mutant.ids} <= failed
        assert report.score < 1
    else:
        assert report.verdict == "wrong_answer"


def test_a_class_is_reported_under_its_lowest_id_with_the_others_beside() -> None:
    report = graded(FORWARD, one_row_forward("return gamma*(x-x.mean(0))/(x.std(0)+eps)+beta"))
    assert [(d.id, d.equivalent) for d in report.diagnosis] == [("E01", ("E02",))]
    assert report.diagnosis[0].probes_matched == report.diagnosis[0].probes_separating > 3


def test_a_mistake_outside_the_catalogue_is_not_named() -> None:
    for body in (
        "return gamma*(x-np.median(x, 0))/np.sqrt(x.var(0)+eps)+beta",
        "return gamma*(x-x.mean(0))/np.cbrt(x.var(0)+eps)+beta",
        "return np.random.default_rng(0).standard_normal(x.shape)",
        "return np.zeros_like(x)",
    ):
        assert graded(FORWARD, one_row_forward(body)).diagnosis == ()


def test_a_mixture_is_not_named() -> None:
    half = "y = gamma*(x-x.mean(0))/np.sqrt(x.var(0)+eps)+beta; return y if len(x) > 8 else y - beta"
    assert graded(FORWARD, one_row_forward(half)).diagnosis == ()


def test_a_constant_eps_of_zero_is_no_eps() -> None:
    report = graded(FORWARD, one_row_forward("return gamma*(x-x.mean(0))/np.sqrt(x.var(0)+0*eps)+beta"))
    assert [d.id for d in report.diagnosis] == ["E04"]


def test_code_that_raises_somewhere_is_named_by_the_probes_that_returned() -> None:
    body = "assert len(x) > 1; return gamma*(x-x.mean(0))/np.sqrt(x.var(0, ddof=1)+eps)+beta"
    report = graded(FORWARD, one_row_forward(body))
    diagnosis = report.diagnosis[0]
    assert diagnosis.id == "S09"
    assert diagnosis.probes_matched < diagnosis.probes_separating


def test_a_diagnosis_that_explains_all_caps_the_score_by_its_own_severity() -> None:
    wrong_eps = graded(FORWARD, one_row_forward("return gamma*(x-x.mean(0))/np.sqrt(x.var(0)+1e-5)+beta"))
    assert {check.severity for check in wrong_eps.checks if not check.passed} >= {"H"}
    earned = sum(check.weight for check in wrong_eps.checks if check.passed)
    assert wrong_eps.score == earned / sum(check.weight for check in wrong_eps.checks) > 0.4


def test_what_a_diagnosis_leaves_unexplained_is_capped_by_the_worst_check() -> None:
    in_place = "v = x.var(0); x -= x.mean(0); return (gamma*x/np.sqrt(v+1e-5)+beta)[None]"
    report = graded(FORWARD, one_row_forward(in_place))
    assert {d.id for d in report.diagnosis} == {"E06", "P01"}
    assert report.score <= 0.4


def test_right_code_is_never_diagnosed() -> None:
    for body in (
        "return gamma*(x-x.mean(0))/np.sqrt(x.var(0)+eps)+beta",
        "x = x - x.mean(0); return gamma*(x-x.mean(0))/np.sqrt(x.var(0)+eps)+beta",
    ):
        assert graded(FORWARD, one_row_forward(body)).diagnosis == ()


def test_images_taken_for_channels_last_raise_and_are_named_by_the_cube_that_does_not() -> None:
    report = graded(TASKS["bn-inference"], inference.NHWC)
    assert report.verdict == "runtime_error"
    assert [d.id for d in report.diagnosis] == ["S05"]


@pytest.mark.parametrize("task", ["bn-debug-1", "bn-debug-2"])
def test_the_code_to_mend_is_wrong_as_given_and_right_once_both_bugs_are_out(task: str) -> None:
    starter = TASKS[task].starter_code
    mended = starter
    for bug, fix in MENDED[task]:
        assert graded(TASKS[task], mended).verdict == "wrong_answer"
        assert bug in mended
        mended = mended.replace(bug, fix)
    assert graded(TASKS[task], mended).score == 1


MENDED = {
    "bn-debug-1": [
        ("np.sqrt(var) + eps", "np.sqrt(var + eps)"),
        ("momentum * running_var + (1 - momentum)", "(1 - momentum) * running_var + momentum"),
    ],
    "bn-debug-2": [
        ("(dxhat * xhat).sum(axis=0)", "(dout * xhat).sum(axis=0)"),
        ("dvar * centred / n", "dvar * 2 * centred / n"),
    ],
}
