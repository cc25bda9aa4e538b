"""Combining statistics gone wrong: counts forgotten, spread between the parts forgotten, not exact at all."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from grader.kernels.channels import Array
from grader.kernels.combining import combine_statistics

Combine: TypeAlias = Callable[[Array, Array, Array], tuple[Array, Array]]


def combined(kernel: Combine, counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """What a way of combining gives for statistics of parts."""
    return kernel(counts, means, variances)


def streamed(kernel: Combine, batches: Any) -> tuple[Array, Array]:
    """What a way of combining gives for batches, by the statistics of each."""
    parts = [(len(batch), batch.mean(axis=0), batch.var(axis=0)) for batch in batches.values]
    counts, means, variances = (np.stack(column) for column in zip(*parts, strict=True))
    return kernel(counts, means, variances)


def weighted(counts: Array, values: Array) -> Array:
    """The mean of the parts' values by their counts."""
    mean: Array = (counts[:, None] * values).sum(axis=0) / counts.sum()
    return mean


def plain_averages(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """C01: the parts count alike."""
    return means.mean(axis=0), variances.mean(axis=0)


def no_between_term(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """C02: the parts' means might as well be equal."""
    return weighted(counts, means), weighted(counts, variances)


def unweighted_variance(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """C03: the mean is right; in the variance the parts count alike."""
    mean = weighted(counts, means)
    return mean, (variances + np.square(means - mean)).mean(axis=0)


def unweighted_spread(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """C03 too: within by counts, between with the parts counting alike."""
    mean = weighted(counts, means)
    return mean, weighted(counts, variances) + np.square(means - mean).mean(axis=0)


def average_deviation_squared(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """C04: standard deviations are averaged, by counts."""
    return weighted(counts, means), np.square(weighted(counts, np.sqrt(variances)))


def plain_deviation_squared(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """C04 too: standard deviations are averaged, the parts counting alike."""
    return weighted(counts, means), np.square(np.sqrt(variances).mean(axis=0))


def union_ddof1(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """C05: 1/(n-1) over the union."""
    mean, variance = combine_statistics(counts, means, variances)
    n = int(counts.sum())
    return mean, variance * (n / (n - 1) if n > 1 else float("nan"))


def pooled_ddof1(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """C06: the pooled variance of a t test, by n_k - 1."""
    freedom = np.maximum(counts - 1, 0)[:, None]
    return weighted(counts, means), (freedom * variances).sum(axis=0) / freedom.sum()


def pooled_unbiased(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """C06 too: sums of squares over the sum of n_k - 1."""
    freedom = np.maximum(counts - 1, 0).sum()
    return weighted(counts, means), (counts[:, None] * variances).sum(axis=0) / freedom


def exponential(weight: float, *, from_first: bool) -> Combine:
    """C07: a running average with a fixed weight, from 0 and 1 or from the first part."""

    def combine(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
        mean, variance = np.zeros_like(means[0]), np.ones_like(variances[0])
        for k, (m, v) in enumerate(zip(means, variances, strict=True)):
            share = 1.0 if from_first and k == 0 else weight
            mean, variance = (1 - share) * mean + share * m, (1 - share) * variance + share * v
        return mean, variance

    return combine


def last_part(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """C08: the last part's statistics."""
    return means[-1], variances[-1]


def instead(*kernels: Combine) -> tuple[Callable[[Combine], Combine], ...]:
    """Each of the kernels in place of whatever was there."""

    def changed(kernel: Combine) -> Callable[[Combine], Combine]:
        return lambda _: kernel

    return tuple(map(changed, kernels))


COMBINING: Mapping[str, Sequence[Callable[[Combine], Combine]]] = {
    "C01": instead(plain_averages),
    "C02": instead(no_between_term),
    "C03": instead(unweighted_variance, unweighted_spread),
    "C04": instead(average_deviation_squared, plain_deviation_squared),
    "C05": instead(union_ddof1),
    "C06": instead(pooled_ddof1, pooled_unbiased),
    "C07": instead(
        *(exponential(w, from_first=first) for w in (0.1, 0.9, 0.01, 0.99, 0.5) for first in (False, True))
    ),
    "C08": instead(last_part),
}
