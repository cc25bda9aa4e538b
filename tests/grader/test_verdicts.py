from dataclasses import replace

import pytest

from grader.grading import grade
from grader.results import GradeReport
from grader.sandbox.outcome import Sandbox
from grader.sandbox.program import Limits
from grader.verdict import Verdict
from tests.grader.samples import Sample, samples


def graded(sample: Sample, sandbox: Sandbox) -> GradeReport:
    task = sample.task
    if sample.verdict == Verdict.TIME_LIMIT:
        task = replace(task, limits=Limits(cpu_time_s=0.25))
    return grade(task, sample.source, seed=5, sandbox=sandbox)


@pytest.mark.parametrize("sample", samples(), ids=str)
def test_a_sample_gets_the_verdict_of_its_folder(sample: Sample, locked: Sandbox) -> None:
    report = graded(sample, locked)
    assert report.verdict == sample.verdict, report.message


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wrong_answer/bn_forward__none", "expected a NumPy array of real numbers, got None"),
        ("wrong_answer/bn_forward__generator", "got a generator"),
        ("wrong_answer/bn_forward__complex", "got an array of complex128"),
        ("wrong_answer/bn_forward__objects", "got an array of object"),
        ("wrong_answer/bn_forward__a_class", "got an object of the class batch_norm"),
        ("wrong_answer/bn_forward__nan", "got nan"),
        ("wrong_answer/bn_forward__leaked_axis", "expected shape (3, 2), got shape (1, 3, 2)"),
        ("wrong_answer/bn_backward__one_array", "expected 3 arrays (dx, dgamma, dbeta), got an array"),
        ("wrong_answer/bn_backward__two_of_three", "expected 3 arrays (dx, dgamma, dbeta), got 2 values"),
        ("runtime_error/bn_forward__arity", "takes 3 positional arguments but 4 were given"),
        ("runtime_error/bn_forward__not_callable", "'int' object is not callable"),
        ("runtime_error/bn_forward__raises", "ValueError: not today"),
        ("invalid_submission/bn_forward__empty", "does not define batch_norm"),
        ("invalid_submission/bn_forward__wrong_name", "does not define batch_norm"),
        ("invalid_submission/bn_forward__syntax_error", "line 1: expected ':'"),
        ("invalid_submission/bn_forward__raises_at_import", "RuntimeError: at import"),
        ("time_limit/bn_forward__busy_loop", "0.25 s"),
        ("memory_limit/bn_forward__huge_array", "512"),
        ("output_limit/bn_inference__flood", "64"),
    ],
)
def test_the_message_says_what_was_expected_and_what_came(name: str, said: str, locked: Sandbox) -> None:
    sample = next(s for s in samples() if str(s) == name)
    report = graded(sample, locked)
    assert said in report.message
