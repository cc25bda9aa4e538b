"""A backward pass that is the exact gradient of its own wrong forward has one mistake, not two.

dgamma = sum dout xhat tells what a submission takes xhat to be. So its dx is the gradient of that forward,
right or wrong, if it is the derivative in x of sum gamma dgamma(dout, x): it adds no mistake of its own.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from grader.kernels.channels import Array
from grader.mutants import backward
from grader.mutants.template import Mutant, Template, mutants
from grader.tasks import TASKS
from tests.grader.regrading import regraded
from tests.grader.samples import Sample, right_samples

TASK = TASKS["bn-backward"]
TEMPLATE = Template(backward.TEXT, backward.RIGHT)
BY_ROUNDING = ("S12",)  # right on paper


def of(changes: Mapping[str, Mapping[str, str]]) -> list[Mutant]:
    """The mutants of bn-backward with these changes."""
    return [m for m in mutants(TASK.id, TEMPLATE, changes) if m.ids[0] not in BY_ROUNDING]


def loaded(source: str) -> Callable[..., tuple[Array, Array, Array]]:
    """The submission's own function."""
    space: dict[str, Any] = {}
    exec(compile(source, "submission.py", "exec"), space)
    function: Callable[..., tuple[Array, Array, Array]] = space[TASK.entry_point]
    return function


def inconsistency(source: str) -> float:
    """How far dx lies from the derivative of sum gamma dgamma along random directions, relatively."""
    function, rng = loaded(source), np.random.default_rng(5)
    x = rng.standard_normal((7, 3)) * np.array([0.4, 1.0, 3.0]) + np.array([0.2, -1.0, 2.0])
    dout, gamma, eps, step = rng.standard_normal(x.shape) + 0.4, np.array([1.5, -0.7, 2.0]), 0.05, 1e-6
    dx = function(dout.copy(), x.copy(), gamma, eps)[0]
    worst = 0.0
    for _ in range(6):
        along = rng.standard_normal(x.shape)
        ends = [function(dout.copy(), x + sign * step * along, gamma, eps)[1] for sign in (1, -1)]
        slope = float((gamma * (ends[0] - ends[1])).sum() / (2 * step))
        worst = max(worst, abs(slope - float((dx * along).sum())) / float(np.abs(dx * along).sum()))
    return worst


@pytest.mark.parametrize("sample", [s for s in right_samples() if s.task is TASK], ids=str)
def test_right_code_is_consistent(sample: Sample) -> None:
    assert inconsistency(sample.source) < 1e-6


@pytest.mark.parametrize("mutant", of(backward.FORWARD_MISTAKES), ids=str)
def test_a_gradient_of_its_own_wrong_forward_is_one_mistake(mutant: Mutant) -> None:
    assert inconsistency(mutant.source) < 1e-6
    report = regraded(TASK, mutant.source, seed=4)
    failed = {check.id for check in report.checks if not check.passed}
    assert {"values.dx", "values.dgamma"} <= failed
    assert [diagnosis.id for diagnosis in report.diagnosis] == list(mutant.ids)


@pytest.mark.parametrize("mutant", of(backward.DX), ids=str)
def test_a_mistake_of_dx_alone_is_no_gradient_of_anything(mutant: Mutant) -> None:
    assert inconsistency(mutant.source) > 1e-3
    (diagnosis,) = regraded(TASK, mutant.source, seed=4).diagnosis
    assert diagnosis.id == mutant.ids[0]


def test_a_wrong_forward_nobody_listed_is_not_named_though_its_gradient_is_its_own() -> None:
    lines = {"std": "np.cbrt(var + eps)", "dvar": "dstd / (3 * std ** 2)"}
    source = TEMPLATE.source(**lines)
    assert inconsistency(source) < 1e-6
    assert regraded(TASK, source, seed=4).diagnosis == ()


def test_a_wrong_forward_with_another_gradient_is_a_mixture_and_not_named() -> None:
    source = TEMPLATE.source(std="np.sqrt(var) + eps", dvar="dstd * 0.5 / std")
    assert inconsistency(source) > 1e-3
    assert regraded(TASK, source, seed=4).diagnosis == ()
