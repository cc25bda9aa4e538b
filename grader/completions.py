"""What a task's inputs hold beside a batch x and eps: parameters, statistics, upstream gradients."""

import numpy as np

from grader.batches import signed
from grader.bounds import float64
from grader.kernels.channels import Array, reduced_axes
from grader.probes import Inputs


def with_parameters(rng: np.random.Generator, x: Array, eps: float) -> Inputs:
    """gamma of both signs and beta away from zero, in the dtype of x."""
    channels = x.shape[1]
    gamma, beta = signed(rng, 0.5, 2.0, channels), signed(rng, 0.3, 1.5, channels)
    return {"x": x, "gamma": gamma.astype(x.dtype), "beta": beta.astype(x.dtype), "eps": eps}


def with_statistics(rng: np.random.Generator, x: Array, eps: float) -> Inputs:
    """Parameters, and running statistics of the batch's size that are not its own."""
    channels = x.shape[1]
    mean, variance = float64(x).mean(axis=reduced_axes(x)), float64(x).var(axis=reduced_axes(x))
    shift = signed(rng, 0.3, 0.9, channels) * np.sqrt(variance + eps)
    running_mean = mean + shift
    running_var = variance * rng.uniform(1.3, 1.9, channels) + eps * rng.uniform(0.2, 0.5, channels)
    return {
        **with_parameters(rng, x, eps),
        "running_mean": running_mean.astype(x.dtype),
        "running_var": running_var.astype(x.dtype),
    }


def with_momentum(rng: np.random.Generator, x: Array, eps: float) -> Inputs:
    """Parameters, running statistics and a momentum that is nobody's default and not its own complement."""
    momentum = float(rng.choice([rng.uniform(0.15, 0.42), rng.uniform(0.58, 0.85)]))
    return {**with_statistics(rng, x, eps), "momentum": momentum}


def with_upstream(rng: np.random.Generator, x: Array, eps: float) -> Inputs:
    """gamma and an upstream gradient.

    The gradient is normal plus a constant: in no special direction, and far from the span of 1 and xhat, for
    which dx vanishes and every mistake in it too.
    """
    dout = rng.standard_normal(x.shape) + rng.uniform(0.3, 0.8)
    gamma = signed(rng, 0.5, 2.0, x.shape[1])
    return {"dout": dout.astype(x.dtype), "x": x, "gamma": gamma.astype(x.dtype), "eps": eps}
