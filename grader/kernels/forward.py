"""The Batch Normalization transform of a mini-batch (Ioffe & Szegedy 2015, Algorithm 1)."""

import numpy as np

from grader.kernels.channels import Array, per_channel, reduced_axes


def batch_moments(x: Array) -> tuple[Array, Array]:
    """Mean and variance of each channel over the batch, each (C,).

    Algorithm 1, lines 1 and 2: mu = 1/n sum x, sigma^2 = 1/n sum (x - mu)^2. The second pass sums centred
    squares; E[x^2] - E[x]^2 would lose the digits that mean and spread do not share.
    """
    axes = reduced_axes(x)
    mean = x.mean(axis=axes)
    variance = np.square(x - per_channel(mean, x)).mean(axis=axes)
    return mean, variance


def normalise(x: Array, mean: Array, variance: Array, eps: float) -> Array:
    """xhat = (x - mu) / sqrt(sigma^2 + eps), the shape of x (Algorithm 1, line 3)."""
    return (x - per_channel(mean, x)) / np.sqrt(per_channel(variance, x) + eps)


def scale_and_shift(xhat: Array, gamma: Array, beta: Array) -> Array:
    """y = gamma xhat + beta, the shape of xhat (Algorithm 1, line 4)."""
    return per_channel(gamma, xhat) * xhat + per_channel(beta, xhat)


def batch_norm(x: Array, gamma: Array, beta: Array, eps: float) -> Array:
    """BN_{gamma,beta}(x) by the statistics of x itself.

    x is (N, C) or (N, C, H, W), gamma and beta are (C,), eps > 0; y has the shape of x.
    """
    mean, variance = batch_moments(x)
    return scale_and_shift(normalise(x, mean, variance, eps), gamma, beta)
