"""Folding gone wrong: the batch norm folded may be a wrong one, and the folding itself may be."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from grader.kernels.channels import Array
from grader.known_wrong.kernel import RIGHT, Kernel, inference

Bias: TypeAlias = Callable[["Layer"], Array]


@dataclass(frozen=True)
class Layer:
    """What a fold has at hand, per output channel: the batch norm as a line through 0 with a slope."""

    at_zero: Array
    slope: Array
    bias: Array
    beta: Array
    mean: Array


def folded_bias(layer: Layer) -> Array:
    """The batch norm of the old bias."""
    bias: Array = layer.at_zero + layer.slope * layer.bias
    return bias


@dataclass(frozen=True)
class Fold:
    """A batch norm at inference, and how its line goes into weight and bias."""

    norm: Kernel = RIGHT
    weight: Callable[[Array, Array], Array] = lambda weight, slope: along(weight, slope, 0)
    bias: Bias = folded_bias


def along(weight: Array, scale: Array, axis: int) -> Array:
    """The weight with an axis scaled; ValueError where the lengths differ."""
    shape = [1] * weight.ndim
    shape[axis] = len(scale)
    scaled: Array = weight * scale.reshape(shape)
    if scaled.shape != weight.shape:
        raise ValueError("the scale does not fit the axis")
    return scaled


def fold(
    kernel: Fold,
    weight: Array,
    bias: Array | None,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    eps: float,
) -> tuple[Array, Array]:
    """(weight, bias): at inference a batch norm is a line, so two points of it say everything."""
    points = np.stack((np.zeros_like(beta), np.ones_like(beta)))
    at_zero, at_one = inference(kernel.norm, points, gamma, beta, running_mean, running_var, eps)[0]
    old_bias = np.zeros_like(beta) if bias is None else bias
    layer = Layer(at_zero, at_one - at_zero, old_bias, beta, running_mean)
    return kernel.weight(weight, layer.slope), kernel.bias(layer)


def with_bias(bias: Bias) -> tuple[Callable[[Fold], Fold], ...]:
    """The bias is folded otherwise."""
    return (lambda kernel: replace(kernel, bias=bias),)


def with_weight(weight: Callable[[Array, Array], Array]) -> tuple[Callable[[Fold], Fold], ...]:
    """The weight is folded otherwise."""
    return (lambda kernel: replace(kernel, weight=weight),)


FOLDING: Mapping[str, Sequence[Callable[[Fold], Fold]]] = {
    "F01": with_bias(lambda layer: layer.at_zero),
    "F02": with_bias(lambda layer: layer.at_zero + layer.bias),
    "F03": with_weight(lambda weight, slope: along(weight, slope, 1)),
    "F04": with_bias(lambda layer: folded_bias(layer) + 2 * layer.slope * layer.mean),
    "F05": with_bias(lambda layer: folded_bias(layer) + (layer.slope - 1) * layer.mean),
    "F06": with_weight(lambda weight, slope: weight),
}
