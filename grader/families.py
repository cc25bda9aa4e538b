"""The families that tasks share: ordinary batches, odd ones, other memory orders, float32 for stability."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from grader.batches import (
    binary_float32,
    constant_channel,
    constant_float32,
    float16,
    offset_float32,
    one_value,
    one_value_float32,
    ordinary,
    small_variance,
    sorted_float32,
)
from grader.kernels.channels import Array
from grader.probes import Complete, Family, Inputs, batch_family, fortran_order, strided

OFFSET_PROBES = ("offset_300", "offset_3000")
REPEATING_PROBES = ("binary_float32", "long_binary_float32")


def in_other_orders(family: Family, prefix: str = "") -> tuple[Family, Family]:
    """What a family draws, once in Fortran order and once as views with gaps."""
    return (
        replace(family, id=f"{prefix}fortran", arrange=fortran_order, stream=family.id),
        replace(family, id=f"{prefix}strided", arrange=strided, stream=family.id),
    )


def ordinary_rows(complete: Complete, *, wide: int = 3) -> tuple[Family, ...]:
    """(N, D): three ordinary batches, the last with `wide` rows, three odd ones, other orders."""
    first = batch_family("nd_float64", ordinary(7, 4), complete)
    return (
        first,
        batch_family("tall_float64", ordinary(29, 3), complete),
        batch_family("wide_float64", ordinary(wide, 6), complete),
        batch_family("one_row", one_value(1, 3), complete),
        batch_family("constant_feature", constant_channel(6, 4), complete),
        batch_family("small_variance", small_variance(9, 3), complete),
        *in_other_orders(first, "nd_"),
    )


def ordinary_images(complete: Complete) -> tuple[Family, ...]:
    """(N, C, H, W): the same. In the cube C = H = W, so that axes may be mistaken without an exception."""
    first = batch_family("nchw_float64", ordinary(3, 4, 2, 5), complete)
    return (
        first,
        batch_family("cube_float64", ordinary(2, 3, 3, 3), complete),
        batch_family("tall_float64", ordinary(5, 2, 4, 3), complete),
        batch_family("one_value", one_value(1, 3, 1, 1), complete),
        batch_family("constant_channel", constant_channel(3, 4, 2, 2), complete),
        batch_family("small_variance", small_variance(3, 3, 2, 4), complete),
        *in_other_orders(first, "nchw_"),
    )


def rows_and_images(complete: Complete) -> tuple[Family, ...]:
    """The same for a task that takes either."""
    rows = batch_family("nd_float64", ordinary(7, 4), complete)
    images = batch_family("nchw_float64", ordinary(3, 4, 2, 5), complete)
    return (
        rows,
        batch_family("tall_float64", ordinary(29, 3), complete),
        images,
        batch_family("cube_float64", ordinary(2, 3, 3, 3), complete),
        batch_family("one_row", one_value(1, 3), complete),
        batch_family("one_pixel", one_value(1, 3, 1, 1), complete),
        batch_family("constant_channel", constant_channel(3, 4, 2, 2), complete),
        batch_family("small_variance", small_variance(9, 3), complete),
        in_other_orders(rows, "nd_")[0],
        *in_other_orders(images, "nchw_"),
    )


def by_rows(completions: Mapping[int, Complete]) -> Complete:
    """The completion that goes with as many rows as the batch has."""

    def complete(rng: np.random.Generator, x: Array, eps: float) -> Inputs:
        return completions[len(x)](rng, x, eps)

    return complete


def rows_float32(complete: Complete) -> tuple[Family, ...]:
    """(N, D): offset, ten times that, one row, constant, sorted, binary, 20,000 rows offset and binary."""
    return (
        *offset_pair((64, 4), complete),
        batch_family("one_value_float32", one_value_float32(1, 3), complete),
        batch_family("constant_float32", constant_float32(32, 3), complete),
        batch_family("sorted_float32", sorted_float32(1000, 2), complete),
        batch_family("binary_float32", binary_float32(1000, 2), complete),
        batch_family("long_float32", offset_float32(20_000, 2, low=300, high=600), complete),
        batch_family("long_binary_float32", binary_float32(20_000, 2), complete),
    )


def images_float32(complete: Complete) -> tuple[Family, ...]:
    """(N, C, H, W): the same with as many values a channel."""
    return (
        *offset_pair((4, 3, 4, 4), complete),
        batch_family("one_value_float32", one_value_float32(1, 3, 1, 1), complete),
        batch_family("constant_float32", constant_float32(4, 3, 2, 4), complete),
        batch_family("sorted_float32", sorted_float32(8, 2, 5, 25), complete),
        batch_family("binary_float32", binary_float32(8, 2, 5, 25), complete),
        batch_family("long_float32", offset_float32(8, 2, 50, 50, low=300, high=600), complete),
        batch_family("long_binary_float32", binary_float32(8, 2, 50, 50), complete),
    )


def offset_pair(shape: tuple[int, ...], complete: Complete) -> tuple[Family, ...]:
    """A batch with kappa between 300 and 1,000, and the same ten times as far from zero."""
    near = offset_float32(*shape, low=300, high=1_000)
    far = offset_float32(*shape, low=300, high=1_000, times=10)
    return (
        batch_family("offset_300", near, complete, stream="offset"),
        batch_family("offset_3000", far, complete, stream="offset"),
    )


def rows_float16(complete: Complete) -> tuple[Family, ...]:
    """(N, D) in half precision; for forward passes only."""
    return (batch_family("float16", float16(200, 3), complete),)


def images_float16(complete: Complete) -> tuple[Family, ...]:
    """(N, C, H, W) in half precision; for forward passes only."""
    return (batch_family("float16", float16(4, 3, 5, 10), complete),)
