"""A sample of the mutants that `python -m tests.campaign mutation` judges in full, and the judge itself."""

import numpy as np
import pytest

from grader.sandbox import open_sandbox
from grader.sandbox.outcome import Returned, Run
from grader.sandbox.program import Limits
from tests.grader.samples import Sample, right_samples, samples
from tests.grader.unlocked import UnlockedSandbox
from tests.oracle.decision import Decision, call, decide, reordered
from tests.oracle.mutation import mutants
from tests.oracle.questions import questions
from tests.oracle.second_opinion import chosen, outcomes

SAMPLED = 120


def decided(sample: Sample) -> Decision:
    task = sample.task
    asked = questions(task.id, task.entry_point, 3)
    run = UnlockedSandbox().run(sample.source, [task.entry_point], [q.probe for q in asked], Limits())
    return decide(asked, run)[0]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("sample", right_samples(), ids=str)
def test_pytorch_finds_every_right_sample_right(sample: Sample) -> None:
    assert decided(sample) == Decision.RIGHT


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("sample", samples("wrong_answer"), ids=str)
def test_pytorch_finds_every_wrong_sample_wrong(sample: Sample) -> None:
    assert decided(sample) == Decision.WRONG


def test_grader_and_pytorch_agree_on_mutants_of_right_code() -> None:
    sandbox = open_sandbox(1)
    try:
        judged = list(outcomes(chosen(SAMPLED), sandbox))
    finally:
        sandbox.close()
    assert [str(outcome) for outcome in judged if not (outcome.agreed or outcome.limited)] == []
    assert {outcome.decided for outcome in judged} == {Decision.RIGHT, Decision.WRONG}


def test_a_mutant_has_one_change_and_there_are_thousands() -> None:
    made = mutants("def f(x):\n    return x.sum(axis=0) / 2\n")
    assert "def f(x):\n    return x.sum(axis=0) * 2" in [mutant.source for mutant in made]
    assert "def f(x):\n    return x.sum() / 2" in [mutant.source for mutant in made]
    assert "def f(x):\n    return x.mean(axis=0) / 2" in [mutant.source for mutant in made]
    assert len({mutant.source for mutant in made}) == len(made)
    assert sum(len(mutants(sample.source)) for sample in right_samples()) > 2_000


@pytest.mark.parametrize(
    ("off", "decision"), [(1e-12, Decision.RIGHT), (1e-7, Decision.BETWEEN), (1e-3, Decision.WRONG)]
)
def test_what_is_neither_rounding_nor_a_mistake_is_called_so(off: float, decision: Decision) -> None:
    question = call("double", "f", (np.arange(4.0),), (2 * np.arange(4.0),))
    answer = Returned("double", (2 * np.arange(4.0) + off,), (question.probe.steps[0].args,))
    assert decide([question], Run([answer], None, "", 0, 0, 0))[0] == decision


def test_reordered_arguments_hold_the_same_values() -> None:
    question = call("f", "f", (np.arange(12.0).reshape(3, 4),), (np.zeros(1),))
    for other in reordered(question):
        array = other.probe.steps[0].args[0]
        assert isinstance(array, np.ndarray)
        assert np.array_equal(array, np.arange(12.0).reshape(3, 4))
        assert not array.flags.c_contiguous
