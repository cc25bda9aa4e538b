"""What a task's inputs hold beside a batch x and eps: parameters, statistics, upstream gradients."""

import numpy as np

from grader.batches import signed
from grader.bounds import float64
from grader.kernels.channels import Array, reduced_axes
from grader.probes import Complete, Inputs


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


def with_groups(group_size: int) -> Complete:
    """Parameters and a group size."""

    def complete(rng: np.random.Generator, x: Array, eps: float) -> Inputs:
        inputs = with_parameters(rng, x, eps)
        return {**inputs, "group_size": group_size}

    return complete


def with_mask(n: int, t: int, *, padded_at_end: bool = True) -> Complete:
    """The rows of a batch as the marked elements of (N, T) sequences; padding holds large numbers.

    Every sequence has an element where padding is at the end; else any may be empty.
    """

    def complete(rng: np.random.Generator, rows: Array, eps: float) -> Inputs:
        mask = ends(rng, n, t, len(rows)) if padded_at_end else anywhere(rng, n, t, len(rows))
        d = rows.shape[1]
        x = (signed(rng, 5.0, 20.0, n * t * d)).reshape(n, t, d).astype(rows.dtype)
        x[mask] = rows
        return {
            "x": x,
            "mask": mask,
            **{k: v for k, v in with_parameters(rng, rows, eps).items() if k != "x"},
        }

    return complete


def ends(rng: np.random.Generator, n: int, t: int, marked: int) -> Array:
    """A mask of sequences of unequal lengths, `marked` elements in all, none empty."""
    while True:
        lengths = 1 + rng.multinomial(marked - n, [1 / n] * n)
        if lengths.max() <= t:
            marks: Array = np.arange(t) < lengths[:, None]
            return marks


def anywhere(rng: np.random.Generator, n: int, t: int, marked: int) -> Array:
    """A mask with gaps, the first sequence empty."""
    mask = np.zeros((n, t), dtype=bool)
    mask.reshape(-1)[rng.permutation(np.arange(t, n * t))[:marked]] = True
    return mask


def with_upstream(rng: np.random.Generator, x: Array, eps: float) -> Inputs:
    """gamma and an upstream gradient.

    The gradient is normal plus a constant: in no special direction, and far from the span of 1 and xhat, for
    which dx vanishes and every mistake in it too.
    """
    dout = rng.standard_normal(x.shape) + rng.uniform(0.3, 0.8)
    gamma = signed(rng, 0.5, 2.0, x.shape[1])
    return {"dout": dout.astype(x.dtype), "x": x, "gamma": gamma.astype(x.dtype), "eps": eps}
