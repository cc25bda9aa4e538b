"""Folding, combining, streaming, ghost and masked batch norm against PyTorch doing the whole thing."""

from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from grader.kernels.channels import Array
from grader.probes import as_it_is
from grader.task import Task
from grader.tasks import TASKS

SEEDS = range(5)


def tensor(array: Any) -> torch.Tensor:
    return torch.tensor(np.asarray(array), dtype=torch.float64)


def probes(task: str) -> list[str]:
    return [family.id for family in TASKS[task].families if family.arrange is as_it_is]


def drawn(task: Task, family: str, seed: int) -> dict[str, Any]:
    return dict(next(f for f in task.families if f.id == family).inputs(seed, 0))


def assert_agree(task: Task, inputs: dict[str, Any], theirs: tuple[Array, ...]) -> None:
    expected = task.expected(inputs)
    bounds = task.bounds(**inputs, outputs=expected)
    for ours, other, bound in zip(expected, theirs, bounds, strict=True):
        assert (np.abs(ours - other) <= bound.allowance(1e-12)).all()


def plain_norm(x: torch.Tensor, inputs: dict[str, Any]) -> Array:
    """Batch norm of rows; PyTorch refuses a single one, which gives beta."""
    if len(x) == 1:
        return np.asarray(inputs["beta"], dtype=np.float64)[None]
    gamma, beta = tensor(inputs["gamma"]), tensor(inputs["beta"])
    y: Array = functional.batch_norm(x, None, None, gamma, beta, training=True, eps=inputs["eps"]).numpy()
    return y


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("family", [name for name in probes("bn-fold") if "float32" not in name])
def test_a_folded_layer_does_what_the_layer_and_the_norm_do(family: str, seed: int) -> None:
    inputs = drawn(TASKS["bn-fold"], family, seed)
    weight = tensor(inputs["weight"])
    shape = (6, weight.shape[1], 3, 3) if weight.ndim == 4 else (6, weight.shape[1])
    x = tensor(np.random.default_rng(seed).standard_normal(shape))
    layer = functional.conv2d if weight.ndim == 4 else functional.linear
    bias = None if inputs["bias"] is None else tensor(inputs["bias"])
    names = ("running_mean", "running_var", "gamma", "beta")
    y = functional.batch_norm(
        layer(x, weight, bias), *(tensor(inputs[n]) for n in names), training=False, eps=inputs["eps"]
    )
    folded = TASKS["bn-fold"].expected(inputs)
    assert torch.allclose(layer(x, *map(tensor, folded)), y, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("family", [name for name in probes("bn-sync") if "float32" not in name])
def test_combined_statistics_are_those_of_the_union(family: str, seed: int) -> None:
    inputs = drawn(TASKS["bn-sync"], family, seed)
    parts = [
        made_to_order(int(n), tensor(m), tensor(v))
        for n, m, v in zip(inputs["counts"], inputs["means"], inputs["variances"], strict=True)
    ]
    counts = tensor([len(part) for part in parts])
    scale = counts / torch.clamp(tensor(inputs["counts"]), min=1)
    assert torch.allclose(scale[counts > 0], scale[counts > 0][0])
    union = torch.cat(parts)
    assert_agree(TASKS["bn-sync"], inputs, (union.mean(0).numpy(), union.var(0, unbiased=False).numpy()))


def made_to_order(n: int, mean: torch.Tensor, variance: torch.Tensor) -> torch.Tensor:
    """2n rows with exactly this mean and variance."""
    return torch.cat(
        [(mean + variance.sqrt())[None].repeat(n, 1), (mean - variance.sqrt())[None].repeat(n, 1)]
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("family", probes("bn-streaming"))
def test_streamed_statistics_are_those_of_all_rows(family: str, seed: int) -> None:
    inputs = drawn(TASKS["bn-streaming"], family, seed)
    rows = torch.cat([tensor(batch) for batch in inputs["batches"].values])
    theirs = rows.mean(0).numpy(), rows.var(0, unbiased=False).numpy()
    assert_agree(TASKS["bn-streaming"], inputs, theirs)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("family", probes("bn-ghost"))
def test_each_ghost_batch_is_a_batch_norm(family: str, seed: int) -> None:
    inputs = drawn(TASKS["bn-ghost"], family, seed)
    groups = torch.split(tensor(inputs["x"]), inputs["group_size"])
    y = np.concatenate([plain_norm(group, inputs) for group in groups])
    assert_agree(TASKS["bn-ghost"], inputs, (y,))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("family", [name for name in probes("bn-masked") if name != "nothing_marked"])
def test_the_marked_elements_are_a_batch(family: str, seed: int) -> None:
    inputs = drawn(TASKS["bn-masked"], family, seed)
    y = np.zeros(inputs["x"].shape)
    y[inputs["mask"]] = plain_norm(tensor(inputs["x"])[inputs["mask"]], inputs)
    assert_agree(TASKS["bn-masked"], inputs, (y,))
