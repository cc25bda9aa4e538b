"""Batches to probe with: x and eps, drawn from a generator, for (N, D) and (N, C, H, W) alike.

The draws keep to what makes an error show: unequal scales and offsets per channel, eps large enough to
matter, some variance below eps and some above, sizes that cannot be mistaken for one another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from grader.kernels.channels import Array, as_rows, from_rows, per_channel, reduced_axes

MAX_VALUE_KAPPA = 10.0
SMALL_EPS = 1e-5


@dataclass(frozen=True)
class Batch:
    """Activations and the eps to normalise them with."""

    x: Array
    eps: float


DrawBatch: TypeAlias = Callable[[np.random.Generator], Batch]
Shape: TypeAlias = tuple[int, ...]


def signed(rng: np.random.Generator, low: float, high: float, size: int) -> Array:
    """`size` numbers with absolute values in [low, high) and, where size allows, both signs."""
    signs = np.where(np.arange(size) % 2 == 0, 1.0, -1.0)
    return rng.permutation(signs) * rng.uniform(low, high, size)


def kappa(x: Array, eps: float) -> Array:
    """max|x| / sqrt(var + eps) per channel: how far off zero a channel lies, in units of its spread."""
    axes = reduced_axes(x)
    x = np.asarray(x, dtype=np.float64)
    far: Array = np.abs(x).max(axis=axes) / np.sqrt(x.var(axis=axes) + eps)
    return far


def telling_eps(rng: np.random.Generator) -> float:
    """An eps that no variance of interest drowns: 0.05 to 0.1."""
    return float(rng.uniform(0.05, 0.1))


def scaled(z: Array, scale: Array, offset: Array) -> Array:
    """z scale + offset, channel by channel."""
    return z * per_channel(scale, z) + per_channel(offset, z)


def ordinary(*shape: int) -> DrawBatch:
    """float64, kappa < 10, the first channel's variance below eps and the others' well above."""

    def draw(rng: np.random.Generator) -> Batch:
        channels, eps = shape[1], telling_eps(rng)
        while True:
            scale = rng.uniform(0.8, 3.0, channels)
            scale[0] = rng.uniform(0.3, 0.6) * np.sqrt(eps)
            offset = signed(rng, 0.7, 3.0, channels) * np.sqrt(scale**2 + eps)
            x = scaled(rng.standard_normal(shape), scale, offset)
            variance = x.var(axis=reduced_axes(x))
            telling = variance[0] < eps and variance[1:].min() > 2 * eps
            if telling and kappa(x, eps).max() < MAX_VALUE_KAPPA:
                return Batch(x, eps)

    return draw


def ordinary_in_groups(n: int, d: int, group_size: int) -> DrawBatch:
    """float64 (N, D), ordinary within each group of consecutive rows."""

    def draw(rng: np.random.Generator) -> Batch:
        eps = telling_eps(rng)
        while True:
            scale = rng.uniform(0.6, 1.2, d)
            scale[0] = rng.uniform(0.3, 0.6) * np.sqrt(eps)
            offset = signed(rng, 0.3, 0.7, d) * np.sqrt(scale**2 + eps)
            x = scaled(rng.standard_normal((n, d)), scale, offset)
            groups = [x[start : start + group_size] for start in range(0, n, group_size)]
            if max(kappa(rows, eps).max() for rows in groups) < MAX_VALUE_KAPPA and x[:, 0].var() < eps:
                return Batch(x, eps)

    return draw


def one_value(*shape: int) -> DrawBatch:
    """One value per channel (the shape must say so): nothing varies, so y = beta."""

    def draw(rng: np.random.Generator) -> Batch:
        eps = telling_eps(rng)
        return Batch(signed(rng, 0.2, 1.0, shape[1]).reshape(shape), eps)

    return draw


def one_value_float32(*shape: int) -> DrawBatch:
    """The same in float32, up to 10,000 from zero."""

    def draw(rng: np.random.Generator) -> Batch:
        return Batch(signed(rng, 10, 10_000, shape[1]).reshape(shape).astype(np.float32), SMALL_EPS)

    return draw


def constant_channel(*shape: int) -> DrawBatch:
    """An ordinary batch whose last channel has no spread."""

    def draw(rng: np.random.Generator) -> Batch:
        batch = ordinary(*shape)(rng)
        batch.x[:, -1] = rng.uniform(0.3, 1.0)
        return batch

    return draw


def small_variance(*shape: int) -> DrawBatch:
    """Every variance far below eps, so that eps rules the scale."""

    def draw(rng: np.random.Generator) -> Batch:
        eps, channels = telling_eps(rng), shape[1]
        x = scaled(rng.standard_normal(shape), np.full(channels, 0.03), signed(rng, 0.2, 0.8, channels))
        return Batch(x, eps)

    return draw


def offset_float32(*shape: int, low: float, high: float, times: float = 1) -> DrawBatch:
    """float32, normal, kappa of every channel between `low` and `high`: E[x^2] - E[x]^2 drowns here.

    `times` moves the same batch that many times as far from zero.
    """

    def draw(rng: np.random.Generator) -> Batch:
        channels = shape[1]
        while True:
            scale = rng.uniform(0.7, 1.5, channels)
            distance = np.exp(rng.uniform(np.log(low), np.log(high), channels))
            offset = signed(rng, 1.0, 1.0, channels) * scale * distance
            x = scaled(rng.standard_normal(shape), scale, offset).astype(np.float32)
            far = kappa(x, SMALL_EPS)
            if low <= far.min() and far.max() <= high:
                return Batch((x + per_channel(offset * (times - 1), x)).astype(np.float32), SMALL_EPS)

    return draw


def constant_float32(*shape: int) -> DrawBatch:
    """Channels without spread whose mean is exact in float32: multiples of 1/8 below 300.

    The number of values a channel must be a power of two, at most 64.
    """

    def draw(rng: np.random.Generator) -> Batch:
        eighths = signed(rng, 80, 2400, shape[1]).round() / 8
        return Batch(scaled(np.zeros(shape), eighths, eighths).astype(np.float32), SMALL_EPS)

    return draw


def sorted_float32(*shape: int) -> DrawBatch:
    """The values of a channel in rising order: running sums grow one-sidedly."""

    def draw(rng: np.random.Generator) -> Batch:
        x = rng.normal(5.0, 2.0, shape).astype(np.float32)
        return Batch(from_rows(np.sort(as_rows(x), axis=0), x), SMALL_EPS)

    return draw


def binary_float32(*shape: int) -> DrawBatch:
    """Zeros and ones, as an indicator feature has them."""

    def draw(rng: np.random.Generator) -> Batch:
        share = np.linspace(0.1, 0.6, shape[1])
        return Batch((rng.random(shape) < per_channel(share, np.empty(shape))).astype(np.float32), SMALL_EPS)

    return draw


def float16(*shape: int) -> DrawBatch:
    """Half precision, at most 256 values a channel, so that no sum of squares overflows it."""

    def draw(rng: np.random.Generator) -> Batch:
        channels = shape[1]
        scale, offset = rng.uniform(1.0, 4.0, channels), rng.uniform(-10.0, 10.0, channels)
        return Batch(scaled(rng.standard_normal(shape), scale, offset).astype(np.float16), 1e-3)

    return draw
