"""Task bn-backward-nchw: the gradient of a batch norm of images."""

from collections.abc import Mapping

import numpy as np

from grader.batches import constant_channel, one_value, ordinary, small_variance
from grader.bounds import gradient_bounds
from grader.checks import Check, Group
from grader.completions import with_upstream
from grader.families import OFFSET_PROBES, STABILITY_CHECKS, images_float32
from grader.kernels.backward import batch_norm_backward
from grader.kernels.forms import BACKWARD_FORMS
from grader.known_wrong.applicable import BACKWARD_NCHW, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, backward
from grader.probes import Inputs, batch_family, fortran_order, strided
from grader.results import Severity
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def batch_norm_2d_backward(dout, x, gamma, eps):
    """Return (dx, dgamma, dbeta) for y = gamma * xhat + beta; x and dout are (N, C, H, W), gamma is (C,)."""
    raise NotImplementedError
'''


NCHW = ordinary(3, 4, 2, 5)
FAMILIES = (
    batch_family("nchw_float64", NCHW, with_upstream),
    batch_family("cube_float64", ordinary(2, 3, 3, 3), with_upstream),
    batch_family("tall_float64", ordinary(5, 2, 4, 3), with_upstream),
    batch_family("one_value", one_value(1, 3, 1, 1), with_upstream),
    batch_family("constant_channel", constant_channel(3, 4, 2, 2), with_upstream),
    batch_family("small_variance", small_variance(3, 3, 2, 4), with_upstream),
    batch_family("nchw_fortran", NCHW, with_upstream, fortran_order, stream="nchw_float64"),
    batch_family("nchw_strided", NCHW, with_upstream, strided, stream="nchw_float64"),
    *images_float32(with_upstream),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_small": {
        "dout": np.array([[[[1.0, 0.5, 0.0]], [[0.0, -1.0, 2.0]]], [[[2.0, -0.5, 1.0]], [[1.0, 1.0, 0.5]]]]),
        "x": np.array([[[[1.0, 2.0, 4.0]], [[-1.0, 0.5, 0.0]]], [[[3.0, 0.0, 2.0]], [[1.5, 2.0, 3.0]]]]),
        "gamma": np.array([2.0, -1.0]),
        "eps": 0.1,
    },
    "sample_one_value": {
        "dout": np.array([[[[1.0]], [[-0.5]]]]),
        "x": np.array([[[[0.5]], [[-2.0]]]]),
        "gamma": np.array([2.0, -1.0]),
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
    Check("values.dx", Group.VALUES, H, 6, VALUES, outputs=("dx",)),
    Check("values.dgamma", Group.VALUES, H, 2, VALUES, outputs=("dgamma",)),
    Check("values.dbeta", Group.VALUES, H, 1, VALUES, outputs=("dbeta",)),
    Check("edge.one_value", Group.EDGE, M, 1, ("one_value",)),
    Check("edge.constant_channel", Group.EDGE, M, 1, ("constant_channel",)),
    Check("edge.small_variance", Group.EDGE, M, 1, ("small_variance",)),
    Check("shape.gradients", Group.SHAPE, M, 1, (*VALUES, "one_value")),
    Check("purity.arguments", Group.PURITY, M, 1, ("nchw_float64", "nchw_fortran", "offset_300")),
    Check("layout.order", Group.LAYOUT, M, 1, ("nchw_fortran", "nchw_strided"), baseline="nchw_float64"),
    *STABILITY_CHECKS,
    Check("precision.float64", Group.PRECISION, L, 1, VALUES),
    Check("dtype.dx", Group.DTYPE, L, 1, ("nchw_float64", "offset_300")),
)

TASK = Task(
    id="bn-backward-nchw",
    title="The gradient through Batch Normalization of images",
    script=OneCall(
        "batch_norm_2d_backward",
        ("dout", "x", "gamma", "eps"),
        (Output("dx", like_x=True), Output("dgamma"), Output("dbeta")),
    ),
    reference=batch_norm_backward,
    bounds=gradient_bounds,
    forms=BACKWARD_FORMS,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    modules=(__name__,),
    starter_code=STARTER,
    classes=(("E01", "E02"),),
    wrong=WrongFamily(RIGHT, backward, changes(BACKWARD_NCHW), eps_output="dgamma"),
    offset_probes=OFFSET_PROBES,
)
