"""Statistics of a whole from statistics of its parts (Chan, Golub & LeVeque 1983)."""

from collections.abc import Iterable

import numpy as np

from grader.kernels.channels import Array


def combine_statistics(counts: Array, means: Array, variances: Array) -> tuple[Array, Array]:
    """(mean, variance) of the union of K parts, each (C,); all variances are 1/n.

    counts is (K,), means and variances (K, C); a count may be 0, their sum is positive. The variance of the
    union is the mean variance within the parts plus the variance between them:

        mean = sum n_k mean_k / n,   variance = sum n_k (variance_k + (mean_k - mean)^2) / n.
    """
    share = (counts / counts.sum()).astype(means.dtype)[:, None]
    mean = (share * means).sum(axis=0)
    variance = (share * (variances + np.square(means - mean))).sum(axis=0)
    return mean, variance


def precise_statistics(batches: Iterable[Array]) -> tuple[Array, Array]:
    """(mean, variance) over all rows of all batches, each (D,); the variance is 1/n.

    batches yields non-empty (n_i, D) arrays of any sizes, once. "Precise" statistics replace the exponential
    average before inference (Wu & Johnson 2021, arXiv:2105.07576, section 3).
    """
    parts = [(len(batch), batch.mean(axis=0), batch.var(axis=0)) for batch in batches]
    counts, means, variances = (np.stack(column) for column in zip(*parts, strict=True))
    return combine_statistics(counts, means, variances)
