"""The families that tasks on a batch x share: float32 for stability, by shape of x."""

from grader.batches import (
    binary_float32,
    constant_float32,
    float16,
    offset_beside_binary,
    offset_float32,
    sorted_float32,
)
from grader.checks import Check, Group
from grader.probes import Complete, Family, batch_family
from grader.results import Severity

OFFSET_PROBES = ("offset_300", "offset_3000")


def rows_float32(complete: Complete) -> tuple[Family, ...]:
    """(N, D): offset, ten times that, constant, sorted, binary, 20,000 rows."""
    return (
        *offset_pair((64, 4), complete),
        batch_family("constant_float32", constant_float32(32, 3), complete),
        batch_family("sorted_float32", sorted_float32(1000, 2), complete),
        batch_family("binary_float32", binary_float32(1000, 2), complete),
        batch_family("long_float32", offset_beside_binary(20_000, 2), complete),
    )


def images_float32(complete: Complete) -> tuple[Family, ...]:
    """(N, C, H, W): the same with as many values a channel."""
    return (
        *offset_pair((4, 3, 4, 4), complete),
        batch_family("constant_float32", constant_float32(4, 3, 2, 4), complete),
        batch_family("sorted_float32", sorted_float32(8, 2, 5, 25), complete),
        batch_family("binary_float32", binary_float32(8, 2, 5, 25), complete),
        batch_family("long_float32", offset_beside_binary(8, 2, 50, 50), complete),
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


STABILITY_CHECKS = (
    Check("stability.offset", Group.STABILITY, Severity.M, 3, OFFSET_PROBES),
    Check("stability.constant", Group.STABILITY, Severity.M, 1, ("constant_float32",)),
    Check("stability.order", Group.STABILITY, Severity.M, 1, ("sorted_float32", "binary_float32")),
    Check("stability.long", Group.STABILITY, Severity.M, 1, ("long_float32",)),
)
FLOAT16_CHECK = Check("stability.float16", Group.STABILITY, Severity.M, 1, ("float16",))
