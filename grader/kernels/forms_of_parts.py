"""Other right ways to combine statistics and to normalise parts of a batch, in the probe's own dtype."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from grader.kernels.channels import Array
from grader.kernels.forms import FORWARD_FORMS, Arithmetic
from grader.kernels.ghost import consecutive_groups

Moments: TypeAlias = tuple[Array, Array]
Form: TypeAlias = Callable[..., tuple[Array, ...]]


def plain_combining(way: Arithmetic, counts: Array, means: Array, variances: Array) -> Moments:
    """Shares first, one sum of variance and squared distance."""
    share = (counts / counts.sum()).astype(means.dtype)[:, None]
    mean = way.total(share * means)
    return mean, way.total(share * (variances + np.square(means - mean)))


def fused_combining(way: Arithmetic, counts: Array, means: Array, variances: Array) -> Moments:
    """The variance within and the variance between, each summed by itself."""
    share = (counts / counts.sum()).astype(means.dtype)[:, None]
    mean = way.total(share * means)
    return mean, way.total(share * variances) + way.total(share * np.square(means - mean))


def staged_combining(way: Arithmetic, counts: Array, means: Array, variances: Array) -> Moments:
    """Sums first, divided at the end."""
    weight = counts.astype(means.dtype)[:, None]
    n = weight.sum()
    mean = way.total(weight * means) / n
    return mean, (way.total(weight * variances) + way.total(weight * np.square(means - mean))) / n


def compact_combining(way: Arithmetic, counts: Array, means: Array, variances: Array) -> Moments:
    """One part after the other joins what is there (Chan, Golub & LeVeque 1983)."""
    n = means.dtype.type(0)
    mean, squares = np.zeros_like(means[0]), np.zeros_like(means[0])
    for count, m, v in zip(counts.astype(means.dtype), means, variances, strict=True):
        if count:
            delta = m - mean
            squares = squares + v * count + delta * delta * (n * count / (n + count))
            n = n + count
            mean = mean + delta * (count / n)
    return mean, squares / n


COMBINING_FORMS = (plain_combining, fused_combining, staged_combining, compact_combining)


def streaming(combine: Form) -> Form:
    """The moments of each batch, combined."""

    def form(way: Arithmetic, batches: Any) -> tuple[Array, ...]:
        parts = [(len(batch), *way.moments(batch)) for batch in batches.values]
        counts, means, _, variances = zip(*parts, strict=True)
        return combine(way, np.array(counts), np.stack(means), np.stack(variances))

    return form


def whole_stream(way: Arithmetic, batches: Any) -> tuple[Array, ...]:
    """Two passes over all rows at once."""
    mean, _, variance = way.moments(np.concatenate(batches.values))
    return mean, variance


STREAMING_FORMS = (whole_stream, *map(streaming, COMBINING_FORMS))


def of_groups(form: Form) -> Form:
    """A form of ghost batch norm from a form of the forward pass."""

    def grouped(
        way: Arithmetic, x: Array, gamma: Array, beta: Array, group_size: int, eps: float
    ) -> tuple[Array, ...]:
        groups = consecutive_groups(len(x), group_size)
        return (np.concatenate([form(way, x[rows], gamma, beta, eps)[0] for rows in groups]),)

    return grouped


def of_marked(form: Form) -> Form:
    """A form of masked batch norm from a form of the forward pass."""

    def masked(
        way: Arithmetic, x: Array, mask: Array, gamma: Array, beta: Array, eps: float
    ) -> tuple[Array, ...]:
        y = np.zeros_like(x)
        if mask.any():
            y[mask] = form(way, x[mask], gamma, beta, eps)[0]
        return (y,)

    return masked


GHOST_FORMS = tuple(map(of_groups, FORWARD_FORMS))
MASKED_FORMS = tuple(map(of_marked, FORWARD_FORMS))
