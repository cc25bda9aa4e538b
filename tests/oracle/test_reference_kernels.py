"""The reference kernels against PyTorch, an implementation that shares no line with them."""

from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from grader.kernels.channels import Array
from grader.tasks import TASKS

TASK_FAMILIES = [
    (task.id, family.id)
    for task in TASKS.values()
    for family in task.families
    if "fortran" not in family.id and "strided" not in family.id
]
ONE_VALUE = {("bn-forward", "one_row"), ("bn-backward", "one_row")}


def tensor(array: Any) -> torch.Tensor:
    return torch.tensor(np.asarray(array), dtype=torch.float64)


def normalised(inputs: dict[str, Any]) -> torch.Tensor:
    """y by PyTorch, the way the inputs ask for it."""
    statistics = [
        tensor(inputs[name]) if name in inputs else None for name in ("running_mean", "running_var")
    ]
    beta = tensor(inputs["beta"]) if "beta" in inputs else None
    training = statistics[0] is None
    x = inputs["x"]
    return functional.batch_norm(
        x, *statistics, weight=inputs["gamma"], bias=beta, training=training, momentum=0.0, eps=inputs["eps"]
    )


def by_pytorch(inputs: dict[str, Any]) -> tuple[Array, ...]:
    x, gamma = (tensor(inputs[name]).requires_grad_() for name in ("x", "gamma"))
    y = normalised({**inputs, "x": x, "gamma": gamma})
    if "dout" not in inputs:
        return (y.detach().numpy(),)
    dx, dgamma = torch.autograd.grad(y, (x, gamma), tensor(inputs["dout"]))
    axes = (0, *range(2, x.ndim))
    return dx.numpy(), dgamma.numpy(), inputs["dout"].astype(np.float64).sum(axis=axes)


def drawn(task: str, family: str, seed: int) -> dict[str, Any]:
    return dict(next(f for f in TASKS[task].families if f.id == family).inputs(seed, 0))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("task", "family"), [pair for pair in TASK_FAMILIES if pair not in ONE_VALUE])
def test_the_reference_agrees_with_pytorch(task: str, family: str, seed: int) -> None:
    inputs = drawn(task, family, seed)
    expected = TASKS[task].expected(inputs)
    bounds = TASKS[task].bounds(**inputs, outputs=expected)
    for ours, theirs, bound in zip(expected, by_pytorch(inputs), bounds, strict=True):
        assert (np.abs(ours - theirs) <= bound.allowance(1e-12)).all()


@pytest.mark.parametrize(("task", "family"), sorted(ONE_VALUE))
def test_pytorch_defines_nothing_for_one_value_per_channel(task: str, family: str) -> None:
    with pytest.raises(ValueError, match="more than 1 value per channel"):
        by_pytorch(drawn(task, family, 0))
