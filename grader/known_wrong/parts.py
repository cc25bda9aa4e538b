"""The parts a batch norm is put together from, each with its derivative where gradients pass through it.

The right part is the default everywhere; a misconception replaces one or two. What a wrong forward's exact
gradient is follows from its parts, so that nothing is written down twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from grader.kernels.channels import Array, as_rows, from_rows

Into: TypeAlias = Callable[[Array], Array]
Back: TypeAlias = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Arrangement:
    """A reshuffling of x and its inverse, which is its adjoint too; `back` takes x for its shape."""

    into: Into
    back: Back


AS_IT_IS = Arrangement(lambda x: x, lambda z, x: z)
ROWS = Arrangement(as_rows, from_rows)
FLAT = Arrangement(lambda x: x.reshape(-1, x.shape[1]), lambda z, x: z.reshape(x.shape))


@dataclass(frozen=True)
class Grouping:
    """Which values share a mean, and where a per-channel vector lies.

    x is arranged by `enter`, averaged over `axes(ndim)` there, and y is arranged back by `leave`. A `share`
    other than 1 divides sums by another count than there are values.
    """

    axes: Callable[[int], tuple[int, ...]] = lambda ndim: (0, *range(2, ndim))
    enter: Arrangement = AS_IT_IS
    leave: Arrangement = AS_IT_IS
    channel_axis: int = 1
    share: float = 1.0

    def mean(self, z: Array) -> Array:
        """The average of each group, broadcastable to z. As a map on arrays it is its own adjoint."""
        average: Array = z.mean(axis=self.axes(z.ndim), keepdims=True)
        return average * self.share

    def count(self, z: Array) -> int:
        """How many values share a mean."""
        return int(np.prod([z.shape[axis] for axis in self.axes(z.ndim)]))

    def vector(self, value: Array, z: Array) -> Array:
        """A (C,) vector laid along the channel axis of z."""
        shape = [1] * z.ndim
        shape[self.channel_axis] = len(value)
        return value.reshape(shape)

    def total(self, z: Array) -> Array:
        """Sums over all but the channel axis, (C,)."""
        axis = self.channel_axis % z.ndim
        sums: Array = z.sum(axis=tuple(a for a in range(z.ndim) if a != axis))
        return sums


@dataclass(frozen=True)
class Spread:
    """What is taken for the variance of a group.

    `value(grouping, z, centred)`; `slope(grouping, z, centred)` is its derivative with respect to z, times 1
    (not times n), for one element of the group.
    """

    value: Callable[[Grouping, Array, Array], Array]
    slope: Callable[[Grouping, Array, Array], Array]


def mean_square(grouping: Grouping, _: Array, centred: Array) -> Array:
    """1/n sum (z - mu)^2."""
    return grouping.mean(centred**2)


VARIANCE = Spread(mean_square, lambda g, z, c: 2 * c / g.count(z))


@dataclass(frozen=True)
class Scale:
    """sigma from the variance and eps, its derivative in the variance, and what is added to xhat after."""

    sigma: Callable[[Array, float], Array]
    slope: Callable[[Array, float], Array]
    added: Callable[[float], float] = lambda eps: 0.0


ROOT = Scale(lambda v, eps: np.sqrt(v + eps), lambda v, eps: 0.5 / np.sqrt(v + eps))


@dataclass(frozen=True)
class Normalised:
    """A batch on its way through: arranged, centred (or not), divided."""

    z: Array
    centred: Array
    mean: Array
    variance: Array
    sigma: Array
    xhat: Array


Affine: TypeAlias = Callable[[Normalised, Array, Array], Array]


def scale_and_shift(at: Normalised, gamma: Array, beta: Array) -> Array:
    """gamma xhat + beta."""
    return gamma * at.xhat + beta
