"""Task bn-backward: the gradient of an (N, D) batch norm with respect to x, gamma and beta."""

from collections.abc import Mapping

import numpy as np

from grader.batches import constant_channel, one_value, ordinary, small_variance
from grader.bounds import gradient_bounds
from grader.checks import Check, Group
from grader.completions import with_upstream
from grader.families import OFFSET_PROBES, STABILITY_CHECKS, rows_float32
from grader.kernels.backward import batch_norm_backward
from grader.kernels.forms import BACKWARD_FORMS
from grader.known_wrong.applicable import BACKWARD, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, backward
from grader.probes import Inputs, batch_family, fortran_order, strided
from grader.results import Severity
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    """Return (dx, dgamma, dbeta) for y = gamma * xhat + beta; x and dout are (N, D), gamma is (D,)."""
    raise NotImplementedError
'''


ND = ordinary(7, 4)
FAMILIES = (
    batch_family("nd_float64", ND, with_upstream),
    batch_family("tall_float64", ordinary(29, 3), with_upstream),
    batch_family("wide_float64", ordinary(4, 6), with_upstream),
    batch_family("one_row", one_value(1, 3), with_upstream),
    batch_family("constant_feature", constant_channel(6, 4), with_upstream),
    batch_family("small_variance", small_variance(9, 3), with_upstream),
    batch_family("nd_fortran", ND, with_upstream, fortran_order, stream="nd_float64"),
    batch_family("nd_strided", ND, with_upstream, strided, stream="nd_float64"),
    *rows_float32(with_upstream),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_small": {
        "dout": np.array([[1.0, 0.5], [0.0, -1.0], [2.0, 1.5]]),
        "x": np.array([[1.0, 10.0], [3.0, 10.5], [8.0, 9.0]]),
        "gamma": np.array([1.0, 2.0]),
        "eps": 0.1,
    },
    "sample_one_row": {
        "dout": np.array([[1.0, -0.5]]),
        "x": np.array([[0.5, -2.0]]),
        "gamma": np.array([2.0, -1.0]),
        "eps": 0.05,
    },
}

H, M, L = Severity.H, Severity.M, Severity.L
VALUES = ("nd_float64", "tall_float64", "wide_float64")
CHECKS = (
    Check("values.sample_small", Group.VALUES, H, 3, ("sample_small",), sample=True),
    Check("edge.sample_one_row", Group.EDGE, M, 1, ("sample_one_row",), sample=True),
    Check("shape.samples", Group.SHAPE, M, 1, ("sample_small", "sample_one_row"), sample=True),
    Check("purity.samples", Group.PURITY, M, 1, ("sample_small", "sample_one_row"), sample=True),
    Check("values.dx", Group.VALUES, H, 6, VALUES, outputs=("dx",)),
    Check("values.dgamma", Group.VALUES, H, 2, VALUES, outputs=("dgamma",)),
    Check("values.dbeta", Group.VALUES, H, 1, VALUES, outputs=("dbeta",)),
    Check("edge.one_row", Group.EDGE, M, 1, ("one_row",)),
    Check("edge.constant_feature", Group.EDGE, M, 1, ("constant_feature",)),
    Check("edge.small_variance", Group.EDGE, M, 1, ("small_variance",)),
    Check("shape.gradients", Group.SHAPE, M, 1, (*VALUES, "one_row")),
    Check("purity.arguments", Group.PURITY, M, 1, ("nd_float64", "tall_float64", "nd_fortran", "offset_300")),
    Check("layout.order", Group.LAYOUT, M, 1, ("nd_fortran", "nd_strided"), baseline="nd_float64"),
    *STABILITY_CHECKS,
    Check("precision.float64", Group.PRECISION, L, 1, VALUES),
    Check("dtype.dx", Group.DTYPE, L, 1, ("nd_float64", "offset_300")),
)

TASK = Task(
    id="bn-backward",
    title="The gradient through Batch Normalization",
    script=OneCall(
        "batch_norm_backward",
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
    wrong=WrongFamily(RIGHT, backward, changes(BACKWARD), eps_output="dgamma"),
    offset_probes=OFFSET_PROBES,
)
