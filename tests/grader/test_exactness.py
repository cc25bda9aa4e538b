"""The references of parts and states against 60 digits, and the layer's gradients against differences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import mpmath
import numpy as np
import pytest

from grader.kernels.channels import Array, as_rows
from grader.kernels.layer import BatchNorm1d
from grader.kernels.oracle import WIDE
from grader.probes import as_it_is
from grader.tasks import TASKS
from tests.grader.test_kernels import column_moments, exact

Inputs: TypeAlias = Mapping[str, Any]
Exact: TypeAlias = Iterator[Any]


def normalised(rows: Array, inputs: Inputs) -> list[list[Any]]:
    """y of (n, D) rows by their own moments, row by row."""
    eps, gamma, beta = mpmath.mpf(inputs["eps"]), exact(inputs["gamma"]), exact(inputs["beta"])
    columns = []
    for d, column in enumerate(map(exact, rows.T)):
        mean, variance = column_moments(column)
        sigma = mpmath.sqrt(variance + eps)
        columns.append([gamma[d] * (value - mean) / sigma + beta[d] for value in column])
    return [list(row) for row in zip(*columns, strict=True)]


def of_fold(inputs: Inputs) -> Exact:
    eps = mpmath.mpf(inputs["eps"])
    gamma, beta, mean, variance = (
        exact(inputs[name]) for name in ("gamma", "beta", "running_mean", "running_var")
    )
    bias = [mpmath.mpf(0)] * len(gamma) if inputs["bias"] is None else exact(inputs["bias"])
    scale = [g / mpmath.sqrt(v + eps) for g, v in zip(gamma, variance, strict=True)]
    for k, weights in zip(scale, inputs["weight"], strict=True):
        yield from (k * w for w in exact(weights.ravel()))
    yield from (k * (old - m) + b for k, old, m, b in zip(scale, bias, mean, beta, strict=True))


def of_parts(inputs: Inputs) -> Exact:
    counts = [int(n) for n in inputs["counts"]]
    columns = list(zip(inputs["means"].T, inputs["variances"].T, strict=True))
    means, variances = [], []
    for m, v in ((exact(m), exact(v)) for m, v in columns):
        mean = mpmath.fsum(n * part for n, part in zip(counts, m, strict=True)) / sum(counts)
        around = (n * (a + (part - mean) ** 2) for n, part, a in zip(counts, m, v, strict=True))
        means.append(mean)
        variances.append(mpmath.fsum(around) / sum(counts))
    yield from (*means, *variances)


def of_stream(inputs: Inputs) -> Exact:
    moments = [column_moments(exact(c)) for c in np.concatenate(inputs["batches"].values).T]
    yield from (mean for mean, _ in moments)
    yield from (variance for _, variance in moments)


def of_groups(inputs: Inputs) -> Exact:
    x, size = inputs["x"], inputs["group_size"]
    for start in range(0, len(x), size):
        for row in normalised(x[start : start + size], inputs):
            yield from row


def of_marked(inputs: Inputs) -> Exact:
    x, mask = inputs["x"], inputs["mask"]
    rows = iter(normalised(x[mask], inputs) if mask.any() else ())
    for marked in mask.ravel():
        yield from next(rows) if marked else [mpmath.mpf(0)] * x.shape[2]


def of_step(inputs: Inputs) -> Exact:
    x, m = as_rows(inputs["x"]), mpmath.mpf(inputs["momentum"])
    moments = [column_moments(exact(column)) for column in x.T]
    old_mean, old_var = exact(inputs["running_mean"]), exact(inputs["running_var"])
    y = normalised(x, inputs)
    yield from (value for column in zip(*y, strict=True) for value in column)
    yield from ((1 - m) * old + m * mean for old, (mean, _) in zip(old_mean, moments, strict=True))
    bessel = mpmath.mpf(len(x)) / (len(x) - 1)
    yield from ((1 - m) * old + m * bessel * v for old, (_, v) in zip(old_var, moments, strict=True))


DEFINED: Mapping[str, Callable[[Inputs], Exact]] = {
    "bn-fold": of_fold,
    "bn-sync": of_parts,
    "bn-streaming": of_stream,
    "bn-ghost": of_groups,
    "bn-masked": of_marked,
    "bn-train-step": of_step,
}
PROBES = [
    (task, family.id)
    for task in DEFINED
    for family in TASKS[task].families
    if family.arrange is as_it_is
    and not family.id.startswith(("sorted", "binary", "long", "float32_long", "one_", "offset"))
]


@pytest.mark.parametrize(("task", "family"), PROBES)
def test_a_reference_is_within_two_units_in_the_last_place_of_its_definition(task: str, family: str) -> None:
    drawn = next(f for f in TASKS[task].families if f.id == family)
    inputs: Inputs = drawn.inputs(5, 0)
    got = TASKS[task].expected(inputs)
    # What the terms of an output round to in the wide dtype, where they cancel and the output is small.
    bounds = [bound.linear * 2.0**-60 for bound in TASKS[task].bounds(**inputs, outputs=got)]
    with mpmath.workdps(60):
        rows = zip(flat(task, got), flat(task, bounds), DEFINED[task](inputs), strict=True)
        for value, wide, true in rows:
            allowed = 2 * np.spacing(abs(float(true)) + 1e-30) + wide
            assert abs(mpmath.mpf(value) - true) <= allowed


def flat(task: str, outputs: Sequence[Array]) -> list[float]:
    """All values in the order of the definitions: a training step's y channel by channel."""
    first = as_rows(outputs[0]).T if task == "bn-train-step" else outputs[0]
    return [float(value) for output in (first, *outputs[1:]) for value in output.ravel()]


@pytest.mark.parametrize("mode", ["train", "eval"])
def test_the_gradients_of_the_layer_equal_central_differences_in_extended_precision(mode: str) -> None:
    rng = np.random.default_rng(9)
    x, dout = (rng.standard_normal((5, 3)).astype(WIDE) for _ in range(2))
    held = [rng.uniform(0.5, 2.0, 3).astype(WIDE) for _ in range(4)]
    step = WIDE(1e-6)

    def layer() -> BatchNorm1d:
        made = BatchNorm1d(3, 0.07, 0.3)
        made.gamma, made.beta, made.running_mean, made.running_var = (v.copy() for v in held)
        getattr(made, mode)()
        return made

    def slope(wrt: Array, index: tuple[int, ...]) -> Any:
        sides = []
        for sign in (1, -1):
            kept = wrt[index]
            wrt[index] = kept + sign * step
            sides.append((dout * layer()(x)).sum())
            wrt[index] = kept
        return (sides[0] - sides[1]) / (2 * step)

    called = layer()
    called(x)
    for wrt, gradient in zip((x, held[0], held[1]), called.backward(dout), strict=True):
        numeric = np.array([slope(wrt, index) for index in np.ndindex(wrt.shape)]).reshape(wrt.shape)
        assert np.abs(numeric - gradient).max() < 1e-10
