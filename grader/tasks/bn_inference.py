"""Task bn-inference: normalise by running statistics, (N, D) and (N, C, H, W)."""

from collections.abc import Mapping

import numpy as np

from grader.batches import (
    constant_channel,
    constant_float32,
    float16,
    offset_float32,
    one_value,
    ordinary,
    small_variance,
)
from grader.bounds import Bound, float64, output_bound
from grader.checks import Check, Group
from grader.completions import with_statistics
from grader.kernels.channels import Array
from grader.kernels.inference import batch_norm_inference
from grader.known_wrong.applicable import AT_INFERENCE, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, inference
from grader.known_wrong.mistakes_forward import STATISTICS
from grader.probes import Inputs, batch_family, fortran_order, strided
from grader.results import Severity
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps):
    """Normalise x, (N, D) or (N, C, H, W), by the running statistics; every vector is (D,) or (C,)."""
    raise NotImplementedError
'''


def bounds(
    x: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    eps: float,
    outputs: tuple[Array, ...],
) -> tuple[Bound, ...]:
    """The bound of y, by the given statistics."""
    return (output_bound(x, gamma, beta, float64(running_mean), float64(running_var), eps, outputs[0]),)


ND, NCHW = ordinary(7, 4), ordinary(3, 4, 2, 5)
FAMILIES = (
    batch_family("nd_float64", ND, with_statistics),
    batch_family("tall_float64", ordinary(29, 3), with_statistics),
    batch_family("nchw_float64", NCHW, with_statistics),
    batch_family("cube_float64", ordinary(2, 3, 3, 3), with_statistics),
    batch_family("one_row", one_value(1, 3), with_statistics),
    batch_family("one_pixel", one_value(1, 3, 1, 1), with_statistics),
    batch_family("constant_channel", constant_channel(3, 4, 2, 2), with_statistics),
    batch_family("small_variance", small_variance(9, 3), with_statistics),
    batch_family("nd_fortran", ND, with_statistics, fortran_order, stream="nd_float64"),
    batch_family("nchw_fortran", NCHW, with_statistics, fortran_order, stream="nchw_float64"),
    batch_family("nchw_strided", NCHW, with_statistics, strided, stream="nchw_float64"),
    batch_family("offset_300", offset_float32(64, 3, low=300, high=1_000), with_statistics),
    batch_family("offset_10000", offset_float32(4, 3, 8, 8, low=3_000, high=10_000), with_statistics),
    batch_family("constant_float32", constant_float32(32, 3), with_statistics),
    batch_family("float16", float16(50, 3), with_statistics),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_rows": {
        "x": np.array([[1.0, 10.0], [3.0, 10.5]]),
        "gamma": np.array([1.0, 2.0]),
        "beta": np.array([0.0, -1.0]),
        "running_mean": np.array([2.0, 9.0]),
        "running_var": np.array([3.9, 0.15]),
        "eps": 0.1,
    },
    "sample_images": {
        "x": np.array([[[[1.0, 2.0, 4.0]], [[-1.0, 0.5, 0.0]]]]),
        "gamma": np.array([2.0, -1.0]),
        "beta": np.array([0.25, 1.0]),
        "running_mean": np.array([1.5, 0.5]),
        "running_var": np.array([0.95, 0.2]),
        "eps": 0.05,
    },
}

H, M, L = Severity.H, Severity.M, Severity.L
CHECKS = (
    Check("values.sample_rows", Group.VALUES, H, 1, ("sample_rows",), sample=True),
    Check("values.sample_images", Group.VALUES, H, 1, ("sample_images",), sample=True),
    Check("shape.samples", Group.SHAPE, M, 1, ("sample_rows", "sample_images"), sample=True),
    Check("purity.samples", Group.PURITY, M, 1, ("sample_rows", "sample_images"), sample=True),
    Check("values.nd_float64", Group.VALUES, H, 3, ("nd_float64", "tall_float64")),
    Check("values.nchw_float64", Group.VALUES, H, 3, ("nchw_float64",)),
    Check("values.cube_float64", Group.VALUES, H, 1, ("cube_float64",)),
    Check("edge.one_value", Group.EDGE, M, 1, ("one_row", "one_pixel")),
    Check("edge.constant_channel", Group.EDGE, M, 1, ("constant_channel",)),
    Check("edge.small_variance", Group.EDGE, M, 1, ("small_variance",)),
    Check("shape.y", Group.SHAPE, M, 1, ("nd_float64", "nchw_float64", "one_row", "one_pixel")),
    Check("purity.arguments", Group.PURITY, M, 1, ("nd_float64", "nchw_float64", "nd_fortran", "offset_300")),
    Check("layout.nd", Group.LAYOUT, M, 1, ("nd_fortran",), baseline="nd_float64"),
    Check("layout.nchw", Group.LAYOUT, M, 1, ("nchw_fortran", "nchw_strided"), baseline="nchw_float64"),
    Check("stability.offset", Group.STABILITY, M, 2, ("offset_300", "offset_10000", "constant_float32")),
    Check("stability.float16", Group.STABILITY, M, 1, ("float16",)),
    Check("precision.float64", Group.PRECISION, L, 1, ("nd_float64", "nchw_float64", "cube_float64")),
    Check("dtype.y", Group.DTYPE, L, 1, ("nd_float64", "offset_300", "offset_10000", "float16")),
)

TASK = Task(
    id="bn-inference",
    title="Batch Normalization at inference",
    script=OneCall(
        "batch_norm_inference",
        ("x", "gamma", "beta", "running_mean", "running_var", "eps"),
        (Output("y", like_x=True),),
    ),
    reference=batch_norm_inference,
    bounds=bounds,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    modules=(__name__,),
    starter_code=STARTER,
    classes=(("E01", "E03"), ("E04", "E05"), ("N01", "N03"), ("A01", "A08")),
    wrong=WrongFamily(RIGHT, inference, changes(AT_INFERENCE, S05=STATISTICS["S05"][2:3]), eps_output="y"),
)
