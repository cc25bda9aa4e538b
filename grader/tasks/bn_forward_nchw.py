"""Task bn-forward-nchw: normalise images by the statistics of each channel."""

from collections.abc import Mapping

import numpy as np

from grader.batches import constant_channel, one_value, ordinary, small_variance
from grader.bounds import forward_bounds
from grader.checks import Check, Group
from grader.completions import with_parameters
from grader.families import FLOAT16_CHECK, OFFSET_PROBES, STABILITY_CHECKS, images_float16, images_float32
from grader.kernels.forms import FORWARD_FORMS
from grader.kernels.forward import batch_norm
from grader.known_wrong.applicable import FORWARD_NCHW, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, forward
from grader.probes import Inputs, batch_family, fortran_order, strided
from grader.results import Severity
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def batch_norm_2d(x, gamma, beta, eps):
    """Normalise each channel of x, (N, C, H, W), then scale by gamma and shift by beta, both (C,)."""
    raise NotImplementedError
'''


NCHW = ordinary(3, 4, 2, 5)
FAMILIES = (
    batch_family("nchw_float64", NCHW, with_parameters),
    batch_family("cube_float64", ordinary(2, 3, 3, 3), with_parameters),
    batch_family("tall_float64", ordinary(5, 2, 4, 3), with_parameters),
    batch_family("one_value", one_value(1, 3, 1, 1), with_parameters),
    batch_family("constant_channel", constant_channel(3, 4, 2, 2), with_parameters),
    batch_family("small_variance", small_variance(3, 3, 2, 4), with_parameters),
    batch_family("nchw_fortran", NCHW, with_parameters, fortran_order, stream="nchw_float64"),
    batch_family("nchw_strided", NCHW, with_parameters, strided, stream="nchw_float64"),
    *images_float32(with_parameters),
    *images_float16(with_parameters),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_small": {
        "x": np.array([[[[1.0, 2.0, 4.0]], [[-1.0, 0.5, 0.0]]], [[[3.0, 0.0, 2.0]], [[1.5, 2.0, 3.0]]]]),
        "gamma": np.array([2.0, -1.0]),
        "beta": np.array([0.25, 1.0]),
        "eps": 0.1,
    },
    "sample_one_value": {
        "x": np.array([[[[0.5]], [[-2.0]]]]),
        "gamma": np.array([2.0, -1.0]),
        "beta": np.array([0.25, 1.0]),
        "eps": 0.05,
    },
}

H, M, L = Severity.H, Severity.M, Severity.L
VALUES = ("nchw_float64", "cube_float64", "tall_float64")
CHECKS = (
    Check("values.sample_small", Group.VALUES, H, 3, ("sample_small",), sample=True),
    Check("edge.sample_one_value", Group.EDGE, M, 1, ("sample_one_value",), sample=True),
    Check("shape.samples", Group.SHAPE, M, 1, ("sample_small", "sample_one_value"), sample=True),
    Check("purity.samples", Group.PURITY, M, 1, ("sample_small", "sample_one_value"), sample=True),
    Check("values.nchw_float64", Group.VALUES, H, 3, ("nchw_float64",)),
    Check("values.cube_float64", Group.VALUES, H, 2, ("cube_float64",)),
    Check("values.tall_float64", Group.VALUES, H, 2, ("tall_float64",)),
    Check("edge.one_value", Group.EDGE, M, 1, ("one_value",)),
    Check("edge.constant_channel", Group.EDGE, M, 1, ("constant_channel",)),
    Check("edge.small_variance", Group.EDGE, M, 1, ("small_variance",)),
    Check("shape.y", Group.SHAPE, M, 1, (*VALUES, "one_value")),
    Check("purity.arguments", Group.PURITY, M, 1, ("nchw_float64", "nchw_fortran", "offset_300")),
    Check("layout.order", Group.LAYOUT, M, 1, ("nchw_fortran", "nchw_strided"), baseline="nchw_float64"),
    *STABILITY_CHECKS,
    FLOAT16_CHECK,
    Check("precision.float64", Group.PRECISION, L, 1, VALUES),
    Check("dtype.y", Group.DTYPE, L, 1, ("nchw_float64", "offset_300", "float16")),
)

TASK = Task(
    id="bn-forward-nchw",
    title="Batch Normalization of images",
    script=OneCall("batch_norm_2d", ("x", "gamma", "beta", "eps"), (Output("y", like_x=True),)),
    reference=batch_norm,
    bounds=forward_bounds,
    forms=FORWARD_FORMS,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    modules=(__name__,),
    starter_code=STARTER,
    classes=(("E01", "E02"),),
    wrong=WrongFamily(RIGHT, forward, changes(FORWARD_NCHW), eps_output="y"),
    offset_probes=OFFSET_PROBES,
)
