"""The reference layer against torch.nn.BatchNorm1d, act by act."""

from typing import Any

import numpy as np
import pytest
import torch

from grader.kernels.channels import Array
from grader.probes import as_it_is
from grader.tasks import TASKS

TASK = TASKS["bn-layer"]
NAMES = {"gamma": "weight", "beta": "bias"}
FAMILIES = [f.id for f in TASK.families if f.arrange is as_it_is and f.id != "one_row"]


class Layer:
    """PyTorch's layer with the acts of the task."""

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        self.norm = torch.nn.BatchNorm1d(num_features, eps, momentum, dtype=torch.float64)

    def train(self) -> None:
        self.norm.train()

    def eval(self) -> None:
        self.norm.eval()

    def get(self, name: str) -> Array:
        value: Array = getattr(self.norm, NAMES.get(name, name)).detach().numpy().copy()
        return value

    def set(self, name: str, array: Array) -> None:
        getattr(self.norm, NAMES.get(name, name)).data.copy_(torch.tensor(array))

    def call(self, x: Array) -> Array:
        self.x = torch.tensor(x, requires_grad=True)
        self.y = self.norm(self.x)
        y: Array = self.y.detach().numpy()
        return y

    def backward(self, dout: Array) -> tuple[Array, ...]:
        wrt = (self.x, self.norm.weight, self.norm.bias)
        return tuple(
            g.numpy() for g in torch.autograd.grad(self.y, wrt, torch.tensor(dout), retain_graph=True)
        )


def replay(construct: tuple[Any, ...], acts: tuple[Any, ...]) -> list[Array]:
    layer = Layer(*construct)
    seen: list[Array] = []
    for kind, *args in acts:
        result = getattr(layer, kind)(*args)
        seen += [] if result is None else result if isinstance(result, tuple) else [result]
    return seen


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("family", FAMILIES)
def test_every_act_gives_what_pytorch_gives(family: str, seed: int) -> None:
    inputs: dict[str, Any] = dict(next(f for f in TASK.families if f.id == family).inputs(seed, 0))
    expected = TASK.expected(inputs)
    bounds = TASK.bounds(**inputs, outputs=expected)
    theirs = replay(**inputs)
    assert len(theirs) == len(expected)
    for ours, other, bound in zip(expected, theirs, bounds, strict=True):
        assert (np.abs(ours - other) <= bound.allowance(1e-12)).all()
