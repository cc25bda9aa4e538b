"""Bounds of everything a replayed layer gives back, from the same replay of the reference."""

from collections.abc import Iterator, Sequence

import numpy as np

from grader.bounds import Bound, gradient_bounds, output_bound, training_bounds
from grader.kernels.channels import Array
from grader.kernels.layer import BatchNorm1d
from grader.layer_script import Act, of_array


def replay_bounds(
    construct: tuple[int, float, float], acts: Sequence[Act], outputs: tuple[Array, ...]
) -> tuple[Bound, ...]:
    """One bound an output, in order.

    A running statistic's bound is that of its latest step, since what came before is part of the old value.
    """
    layer = BatchNorm1d(*construct)
    of_buffer = {
        name: Bound(np.ones(construct[0])) for name in ("gamma", "beta", "running_mean", "running_var")
    }
    values, bounds = iter(outputs), []
    for kind, *args in acts:
        if kind in ("train", "eval"):
            getattr(layer, str(kind))()
        elif kind == "set":
            setattr(layer, str(args[0]), args[1])
            of_buffer[str(args[0])] = Bound(np.abs(of_array(args[1])))
        elif kind == "get":
            bounds.append(of_buffer[str(args[0])])
            next(values)
        elif kind == "call":
            bounds.append(call_bound(layer, of_array(args[0]), next(values), of_buffer))
        else:
            bounds.extend(backward_bounds(layer, of_array(args[0]), [next(values) for _ in range(3)]))
    return tuple(bounds)


def call_bound(layer: BatchNorm1d, x: Array, y: Array, of_buffer: dict[str, Bound]) -> Bound:
    """The bound of y; in training the bounds of the running statistics move on."""
    mean, variance = layer.running_mean, layer.running_var
    training = layer.training
    layer(x)
    if not training:
        return output_bound(x, layer.gamma, layer.beta, mean, variance, layer.eps, y)
    of_y, of_mean, of_variance = training_bounds(
        x, layer.gamma, layer.beta, mean, variance, layer.momentum, layer.eps, (y,)
    )
    of_buffer |= {"running_mean": of_mean, "running_var": of_variance}
    return of_y


def backward_bounds(layer: BatchNorm1d, dout: Array, gradients: Sequence[Array]) -> Iterator[Bound]:
    """The bounds of dx, dgamma and dbeta in the mode of the latest call."""
    training, x, gamma, (mean, variance) = layer.latest
    if training:
        yield from gradient_bounds(dout, x, gamma, layer.eps, tuple(gradients))
        return
    sigma = np.sqrt(variance + layer.eps)
    size = np.abs(dout)
    yield Bound(np.abs(gamma) / sigma * size)
    yield Bound((size * (np.abs(x - mean) + np.abs(x).max(axis=0)) / sigma).sum(axis=0))
    yield Bound(size.sum(axis=0))
