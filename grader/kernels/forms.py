"""Other right ways to write the same kernels, in the probe's own dtype.

What rounding error the best-written code must be allowed depends on the probe: its size, its order, its
offset. These forms measure it. Each takes a way to add up, since `x.mean(0)` adds a C-order array row by row
while a contiguous reduction adds pairwise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from grader.kernels.channels import Array, as_rows, from_rows

Sum: TypeAlias = Callable[[Array], Array]
Gradients: TypeAlias = tuple[Array, Array, Array]


def sequential_sum(rows: Array) -> Array:
    """Column sums of (n, C), added one row after the other in the dtype of the rows."""
    total: Array = np.add.accumulate(rows, axis=0)[-1]
    return total


def pairwise_sum(rows: Array) -> Array:
    """Column sums of (n, C), added pairwise as NumPy does along a contiguous axis."""
    total: Array = np.ascontiguousarray(rows.T).sum(axis=1)
    return total


@dataclass(frozen=True)
class Arithmetic:
    """How a form adds up, and whether its variance is centred."""

    total: Sum
    centred: bool = True

    def moments(self, rows: Array) -> tuple[Array, Array, Array]:
        """Mean, deviations from it, variance."""
        n = len(rows)
        mean = self.total(rows) / n
        deviations = rows - mean
        if self.centred:
            return mean, deviations, self.total(deviations * deviations) / n
        return mean, deviations, self.total(rows * rows) / n - mean * mean


RIGHT_WAYS = (Arithmetic(sequential_sum), Arithmetic(pairwise_sum))
CANCELLING_WAYS = (Arithmetic(sequential_sum, centred=False), Arithmetic(pairwise_sum, centred=False))


def plain_forward(way: Arithmetic, x: Array, gamma: Array, beta: Array, eps: float) -> tuple[Array]:
    """gamma (x - mu) / sigma + beta, left to right."""
    _, centred, variance = way.moments(as_rows(x))
    return (from_rows(gamma * (centred / np.sqrt(variance + eps)) + beta, x),)


def fused_forward(way: Arithmetic, x: Array, gamma: Array, beta: Array, eps: float) -> tuple[Array]:
    """One multiply-add per value: x a + b, as inference engines do it."""
    rows = as_rows(x)
    mean, _, variance = way.moments(rows)
    scale = gamma / np.sqrt(variance + eps)
    return (from_rows(rows * scale + (beta - mean * scale), x),)


def staged_forward(way: Arithmetic, x: Array, gamma: Array, beta: Array, eps: float) -> tuple[Array]:
    """One operation a stage, by the inverse standard deviation, as courses teach it."""
    _, centred, variance = way.moments(as_rows(x))
    inverse = 1 / np.sqrt(variance + eps)
    xhat = centred * inverse
    return (from_rows(gamma * xhat + beta, x),)


def compact_forward(way: Arithmetic, x: Array, gamma: Array, beta: Array, eps: float) -> tuple[Array]:
    """(x - mu) (gamma / sigma) + beta."""
    _, centred, variance = way.moments(as_rows(x))
    return (from_rows(centred * (gamma / np.sqrt(variance + eps)) + beta, x),)


def _parameter_gradients(way: Arithmetic, dy: Array, xhat: Array) -> tuple[Array, Array]:
    return way.total(dy * xhat), way.total(dy)


def plain_backward(way: Arithmetic, dout: Array, x: Array, gamma: Array, eps: float) -> Gradients:
    """gamma / sigma (dy - mean dy - xhat mean(dy xhat))."""
    dy, rows = as_rows(dout), as_rows(x)
    n = len(rows)
    _, centred, variance = way.moments(rows)
    sigma = np.sqrt(variance + eps)
    xhat = centred / sigma
    dgamma, dbeta = _parameter_gradients(way, dy, xhat)
    return from_rows(gamma / sigma * (dy - dbeta / n - xhat * (dgamma / n)), x), dgamma, dbeta


def fused_backward(way: Arithmetic, dout: Array, x: Array, gamma: Array, eps: float) -> Gradients:
    """dx as a dy + b x + c with three coefficients a channel, as compiled kernels do it."""
    dy, rows = as_rows(dout), as_rows(x)
    n = len(rows)
    mean, _, variance = way.moments(rows)
    inverse = 1 / np.sqrt(variance + eps)
    dbeta = way.total(dy)
    dgamma = (way.total(dy * rows) - mean * dbeta) * inverse
    a = gamma * inverse
    b = -a * dgamma * inverse / n
    c = -a * dbeta / n - b * mean
    return from_rows(a * dy + b * rows + c, x), dgamma, dbeta


def staged_backward(way: Arithmetic, dout: Array, x: Array, gamma: Array, eps: float) -> Gradients:
    """Back through each stage: dxhat, dvar, dmu, dx, as the paper lists them."""
    dy, rows = as_rows(dout), as_rows(x)
    n = len(rows)
    _, centred, variance = way.moments(rows)
    inverse = 1 / np.sqrt(variance + eps)
    dgamma, dbeta = _parameter_gradients(way, dy, centred * inverse)
    dxhat = dy * gamma
    dvar = way.total(dxhat * centred) * inverse**3 / -2
    dmu = way.total(-dxhat * inverse) + dvar * way.total(-2 * centred) / n
    return from_rows(dxhat * inverse + dvar * (2 * centred / n) + dmu / n, x), dgamma, dbeta


def compact_backward(way: Arithmetic, dout: Array, x: Array, gamma: Array, eps: float) -> Gradients:
    """1/n gamma / sigma (n dy - sum dy - xhat sum(dy xhat)), on one line."""
    dy, rows = as_rows(dout), as_rows(x)
    n = len(rows)
    _, centred, variance = way.moments(rows)
    inverse = 1 / np.sqrt(variance + eps)
    xhat = centred * inverse
    dgamma, dbeta = _parameter_gradients(way, dy, xhat)
    return from_rows(1 / n * gamma * inverse * (n * dy - dbeta - xhat * dgamma), x), dgamma, dbeta


FORWARD_FORMS = (plain_forward, fused_forward, staged_forward, compact_forward)
BACKWARD_FORMS = (plain_backward, fused_backward, staged_backward, compact_backward)


def training(form: Callable[..., tuple[Array]]) -> Callable[..., tuple[Array, Array, Array]]:
    """A form of a training step from a form of the forward pass."""

    def step(
        way: Arithmetic,
        x: Array,
        gamma: Array,
        beta: Array,
        running_mean: Array,
        running_var: Array,
        momentum: float,
        eps: float,
    ) -> tuple[Array, Array, Array]:
        rows = as_rows(x)
        mean, _, variance = way.moments(rows)
        bessel = len(rows) / max(len(rows) - 1, 1)
        new_mean = (1 - momentum) * running_mean + momentum * mean
        new_var = (1 - momentum) * running_var + momentum * bessel * variance
        return form(way, x, gamma, beta, eps)[0], new_mean, new_var

    return step


TRAINING_FORMS = tuple(map(training, FORWARD_FORMS))
