"""Task bn-inference: normalise by running statistics, (N, D) and (N, C, H, W)."""

from collections.abc import Mapping

import numpy as np

from grader.batches import (
    constant_float32,
    float16,
    offset_float32,
)
from grader.bounds import Bound, float64, output_bound
from grader.check_lists import (
    EITHER_LAYOUT,
    EITHER_PURE,
    FLOAT16_CHECK,
    edge_check,
    sample_checks,
    value_check,
)
from grader.checks import Check, Group
from grader.completions import with_statistics
from grader.families import rows_and_images
from grader.kernels.channels import Array
from grader.kernels.inference import batch_norm_inference
from grader.known_wrong.applicable import AT_INFERENCE, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, inference
from grader.known_wrong.mistakes_forward import STATISTICS
from grader.probes import Inputs, batch_family
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


FAMILIES = (
    *rows_and_images(with_statistics),
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

M, L = Severity.M, Severity.L
CHECKS = (
    *sample_checks(value_check("sample_rows", 1), value_check("sample_images", 1)),
    value_check("nd_float64", 3, "nd_float64", "tall_float64"),
    value_check("nchw_float64", 3),
    value_check("cube_float64", 1),
    edge_check("one_value", "one_row", "one_pixel"),
    edge_check("constant_channel"),
    edge_check("small_variance"),
    Check("shape.y", Group.SHAPE, M, 1, ("nd_float64", "nchw_float64", "one_row", "one_pixel")),
    EITHER_PURE,
    *EITHER_LAYOUT,
    Check("stability.offset", Group.STABILITY, M, 2, ("offset_300", "offset_10000", "constant_float32")),
    FLOAT16_CHECK,
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
