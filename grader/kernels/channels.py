"""Which axes one channel's statistics run over: (N, D) and (N, C, H, W) alike."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]


def reduced_axes(x: Array) -> tuple[int, ...]:
    """Every axis but axis 1: (0,) for (N, D), (0, 2, 3) for (N, C, H, W).

    Convolutional activations share one mean and variance over the batch and all positions of a feature map
    (Ioffe & Szegedy 2015, section 3.2).
    """
    return (0, *range(2, x.ndim))


def per_channel(value: Array, x: Array) -> Array:
    """A (C,) vector, shaped to broadcast against x along axis 1."""
    return value.reshape(1, -1, *(1,) * (x.ndim - 2))


def elements_per_channel(x: Array) -> int:
    """n, the number of values one mean is taken over: N or N·H·W."""
    return int(x.size) // int(x.shape[1])


def as_rows(x: Array) -> Array:
    """The values of x as (n, C): a copy with the channels last, one row per value of a channel."""
    return np.moveaxis(x, 1, -1).reshape(-1, x.shape[1])


def from_rows(rows: Array, like: Array) -> Array:
    """The inverse of `as_rows` for an array of the shape of `like`."""
    channels_last = (like.shape[0], *like.shape[2:], like.shape[1])
    return np.moveaxis(rows.reshape(channels_last), -1, 1)
