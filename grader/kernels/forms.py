"""Other right ways to write the same kernels, in the probe's own dtype.

What rounding error the best-written code must be allowed depends on the probe: its size, its order, its
offset. These forms measure it. Each takes a way to sum, since `x.mean(0)` adds a C-order array row by row
while a contiguous reduction adds pairwise.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from grader.kernels.channels import Array, as_rows, from_rows

Sum: TypeAlias = Callable[[Array], Array]


def sequential_sum(rows: Array) -> Array:
    """Column sums of (n, C), added one row after the other in the dtype of the rows."""
    total: Array = np.add.accumulate(rows, axis=0)[-1]
    return total


def pairwise_sum(rows: Array) -> Array:
    """Column sums of (n, C), added pairwise as NumPy does along a contiguous axis."""
    total: Array = np.ascontiguousarray(rows.T).sum(axis=1)
    return total


SUMS: tuple[Sum, ...] = (sequential_sum, pairwise_sum)


def _moments(rows: Array, total: Sum) -> tuple[Array, Array, Array]:
    n = len(rows)
    mean = total(rows) / n
    centred = rows - mean
    return mean, centred, total(centred * centred) / n


def plain_forward(total: Sum, x: Array, gamma: Array, beta: Array, eps: float) -> tuple[Array]:
    """gamma (x - mu) / sigma + beta, left to right."""
    _, centred, variance = _moments(as_rows(x), total)
    return (from_rows(gamma * (centred / np.sqrt(variance + eps)) + beta, x),)


def fused_forward(total: Sum, x: Array, gamma: Array, beta: Array, eps: float) -> tuple[Array]:
    """One multiply-add per value: x a + b, as inference engines do it."""
    rows = as_rows(x)
    mean, _, variance = _moments(rows, total)
    scale = gamma / np.sqrt(variance + eps)
    return (from_rows(rows * scale + (beta - mean * scale), x),)


def staged_forward(total: Sum, x: Array, gamma: Array, beta: Array, eps: float) -> tuple[Array]:
    """One operation a stage, by the inverse standard deviation, as courses teach it."""
    _, centred, variance = _moments(as_rows(x), total)
    inverse = 1 / np.sqrt(variance + eps)
    xhat = centred * inverse
    return (from_rows(gamma * xhat + beta, x),)


def compact_forward(total: Sum, x: Array, gamma: Array, beta: Array, eps: float) -> tuple[Array]:
    """(x - mu) (gamma / sigma) + beta."""
    _, centred, variance = _moments(as_rows(x), total)
    return (from_rows(centred * (gamma / np.sqrt(variance + eps)) + beta, x),)


def _parameter_gradients(total: Sum, dy: Array, xhat: Array) -> tuple[Array, Array]:
    return total(dy * xhat), total(dy)


def plain_backward(total: Sum, dout: Array, x: Array, gamma: Array, eps: float) -> tuple[Array, Array, Array]:
    """gamma / sigma (dy - mean dy - xhat mean(dy xhat))."""
    dy, rows = as_rows(dout), as_rows(x)
    n = len(rows)
    _, centred, variance = _moments(rows, total)
    sigma = np.sqrt(variance + eps)
    xhat = centred / sigma
    dgamma, dbeta = _parameter_gradients(total, dy, xhat)
    return from_rows(gamma / sigma * (dy - dbeta / n - xhat * (dgamma / n)), x), dgamma, dbeta


def fused_backward(total: Sum, dout: Array, x: Array, gamma: Array, eps: float) -> tuple[Array, Array, Array]:
    """dx as a dy + b x + c with three coefficients a channel, as compiled kernels do it."""
    dy, rows = as_rows(dout), as_rows(x)
    n = len(rows)
    mean, _, variance = _moments(rows, total)
    inverse = 1 / np.sqrt(variance + eps)
    dbeta = total(dy)
    dgamma = (total(dy * rows) - mean * dbeta) * inverse
    a = gamma * inverse
    b = -a * dgamma * inverse / n
    c = -a * dbeta / n - b * mean
    return from_rows(a * dy + b * rows + c, x), dgamma, dbeta


def staged_backward(
    total: Sum, dout: Array, x: Array, gamma: Array, eps: float
) -> tuple[Array, Array, Array]:
    """Back through each stage: dxhat, dvar, dmu, dx, as the paper lists them."""
    dy, rows = as_rows(dout), as_rows(x)
    n = len(rows)
    _, centred, variance = _moments(rows, total)
    inverse = 1 / np.sqrt(variance + eps)
    dgamma, dbeta = _parameter_gradients(total, dy, centred * inverse)
    dxhat = dy * gamma
    dvar = total(dxhat * centred) * inverse**3 / -2
    dmu = total(-dxhat * inverse) + dvar * total(-2 * centred) / n
    return from_rows(dxhat * inverse + dvar * (2 * centred / n) + dmu / n, x), dgamma, dbeta


def compact_backward(
    total: Sum, dout: Array, x: Array, gamma: Array, eps: float
) -> tuple[Array, Array, Array]:
    """1/n gamma / sigma (n dy - sum dy - xhat sum(dy xhat)), on one line."""
    dy, rows = as_rows(dout), as_rows(x)
    n = len(rows)
    _, centred, variance = _moments(rows, total)
    inverse = 1 / np.sqrt(variance + eps)
    xhat = centred * inverse
    dgamma, dbeta = _parameter_gradients(total, dy, xhat)
    return from_rows(1 / n * gamma * inverse * (n * dy - dbeta - xhat * dgamma), x), dgamma, dbeta


FORWARD_FORMS = (plain_forward, fused_forward, staged_forward, compact_forward)
BACKWARD_FORMS = (plain_backward, fused_backward, staged_backward, compact_backward)
