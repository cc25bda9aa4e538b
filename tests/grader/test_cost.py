from dataclasses import replace

import pytest

from grader import grading
from grader.grading import grade
from grader.results import GradeReport
from grader.sandbox.outcome import Sandbox
from grader.sandbox.program import Limits
from tests.grader.samples import FOLDER, Sample


def graded(name: str, sandbox: Sandbox) -> GradeReport:
    sample = Sample(FOLDER / name)
    return grade(sample.task, sample.source, seed=5, sandbox=sandbox)


def test_a_double_loop_in_plain_python_is_accepted_and_its_cost_told(locked: Sandbox) -> None:
    loop = graded("accepted/bn_forward__double_loop.py", locked)
    textbook = graded("accepted/bn_forward__textbook.py", locked)
    assert (loop.verdict, loop.score) == ("accepted", 1.0)
    assert loop.resources.cost_ratio is not None
    assert textbook.resources.cost_ratio is not None
    assert loop.resources.cost_ratio > 2 * textbook.resources.cost_ratio


def test_cost_changes_neither_verdict_nor_score_nor_digest(
    locked: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = graded("wrong_answer/bn_forward__sum_for_mean.py", locked)
    monkeypatch.setattr(grading, "cost_ratio", lambda *_: 1e9)
    after = graded("wrong_answer/bn_forward__sum_for_mean.py", locked)
    assert after.resources.cost_ratio == 1e9
    assert replace(after, resources=before.resources) == before


def test_where_a_probe_did_not_return_there_is_no_cost(locked: Sandbox) -> None:
    assert graded("runtime_error/bn_inference__no_images.py", locked).resources.cost_ratio is None
    endless = Sample(FOLDER / "time_limit" / "bn_forward__busy_loop.py")
    hurried = replace(endless.task, limits=Limits(cpu_time_s=0.25))
    assert grade(hurried, endless.source, seed=5, sandbox=locked).resources.cost_ratio is None
