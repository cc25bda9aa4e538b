"""The reference kernels against PyTorch, an implementation that shares no line with them."""

from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from grader.kernels.channels import Array
from grader.probes import as_it_is
from grader.tasks import TASKS

BY_BATCH_NORM = (
    "bn-forward",
    "bn-train-step",
    "bn-inference",
    "bn-backward",
    "bn-forward-nchw",
    "bn-backward-nchw",
)
TASK_FAMILIES = [
    (task, family.id)
    for task in BY_BATCH_NORM
    for family in TASKS[task].families
    if family.arrange is as_it_is
]


def tensor(array: Any) -> torch.Tensor:
    return torch.tensor(np.asarray(array), dtype=torch.float64)


def by_pytorch(inputs: dict[str, Any]) -> tuple[Array, ...]:
    """The outputs by PyTorch, as far as it defines them; what is asked for shows in the inputs."""
    x, gamma = (tensor(inputs[name]).requires_grad_() for name in ("x", "gamma"))
    running = [tensor(inputs[name]) if name in inputs else None for name in ("running_mean", "running_var")]
    y = functional.batch_norm(
        x,
        *running,
        weight=gamma,
        bias=tensor(inputs["beta"]) if "beta" in inputs else None,
        training=running[0] is None or "momentum" in inputs,
        momentum=inputs.get("momentum", 0.0),
        eps=inputs["eps"],
    )
    if "dout" in inputs:
        dx, dgamma = torch.autograd.grad(y, (x, gamma), tensor(inputs["dout"]))
        axes = (0, *range(2, x.ndim))
        return dx.numpy(), dgamma.numpy(), inputs["dout"].astype(np.float64).sum(axis=axes)
    recorded = [statistic.numpy() for statistic in running if statistic is not None]
    return (y.detach().numpy(), *(recorded if "momentum" in inputs else ()))


def drawn(task: str, family: str, seed: int) -> dict[str, Any]:
    return dict(next(f for f in TASKS[task].families if f.id == family).inputs(seed, 0))


def refused(task: str, family: str) -> bool:
    """PyTorch takes no batch of one value a channel in training."""
    inputs = drawn(task, family, 0)
    x = inputs["x"]
    return bool(x.size == x.shape[1]) and ("running_mean" not in inputs or "momentum" in inputs)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("task", "family"), [pair for pair in TASK_FAMILIES if not refused(*pair)])
def test_the_reference_agrees_with_pytorch(task: str, family: str, seed: int) -> None:
    inputs = drawn(task, family, seed)
    expected = TASKS[task].expected(inputs)
    bounds = TASKS[task].bounds(**inputs, outputs=expected)
    for ours, theirs, bound in zip(expected, by_pytorch(inputs), bounds, strict=True):
        assert (np.abs(ours - theirs) <= bound.allowance(1e-12)).all()


@pytest.mark.parametrize(("task", "family"), [pair for pair in TASK_FAMILIES if refused(*pair)])
def test_pytorch_defines_nothing_for_one_value_per_channel(task: str, family: str) -> None:
    with pytest.raises(ValueError, match="more than 1 value per channel"):
        by_pytorch(drawn(task, family, 0))
