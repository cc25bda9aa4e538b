import pytest

from grader.grading import grade
from tests.grader.samples import Sample, samples
from tests.grader.unlocked import UnlockedSandbox


@pytest.mark.parametrize("sample", samples(), ids=str)
def test_a_sample_gets_the_verdict_of_its_folder(sample: Sample) -> None:
    report = grade(sample.task, sample.source, seed=5, sandbox=UnlockedSandbox())
    assert report.verdict == sample.verdict, report.message
