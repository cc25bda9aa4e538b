"""Task bn-forward: normalise an (N, D) batch by its own statistics."""

from collections.abc import Mapping

import numpy as np

from grader.batches import constant_channel, one_value, ordinary, small_variance
from grader.bounds import forward_bounds
from grader.checks import Check, Group
from grader.completions import with_parameters
from grader.families import FLOAT16_CHECK, OFFSET_PROBES, STABILITY_CHECKS, rows_float16, rows_float32
from grader.kernels.forms import FORWARD_FORMS
from grader.kernels.forward import batch_norm
from grader.known_wrong.applicable import FORWARD, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, forward
from grader.probes import Inputs, batch_family, fortran_order, strided
from grader.results import Severity
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def batch_norm(x, gamma, beta, eps):
    """Normalise x of shape (N, D) over the batch, then scale by gamma and shift by beta, both (D,)."""
    raise NotImplementedError
'''


ND = ordinary(7, 4)
FAMILIES = (
    batch_family("nd_float64", ND, with_parameters),
    batch_family("tall_float64", ordinary(29, 3), with_parameters),
    batch_family("wide_float64", ordinary(3, 6), with_parameters),
    batch_family("one_row", one_value(1, 3), with_parameters),
    batch_family("constant_feature", constant_channel(6, 4), with_parameters),
    batch_family("small_variance", small_variance(9, 3), with_parameters),
    batch_family("nd_fortran", ND, with_parameters, fortran_order, stream="nd_float64"),
    batch_family("nd_strided", ND, with_parameters, strided, stream="nd_float64"),
    *rows_float32(with_parameters),
    *rows_float16(with_parameters),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_small": {
        "x": np.array([[1.0, 10.0], [3.0, 10.5], [8.0, 9.0]]),
        "gamma": np.array([1.0, 2.0]),
        "beta": np.array([0.0, -1.0]),
        "eps": 0.1,
    },
    "sample_one_row": {
        "x": np.array([[0.5, -2.0]]),
        "gamma": np.array([2.0, -1.0]),
        "beta": np.array([0.25, 1.0]),
        "eps": 0.05,
    },
}

H, M, L = Severity.H, Severity.M, Severity.L
CHECKS = (
    Check("values.sample_small", Group.VALUES, H, 3, ("sample_small",), sample=True),
    Check("edge.sample_one_row", Group.EDGE, M, 1, ("sample_one_row",), sample=True),
    Check("shape.samples", Group.SHAPE, M, 1, ("sample_small", "sample_one_row"), sample=True),
    Check("purity.samples", Group.PURITY, M, 1, ("sample_small", "sample_one_row"), sample=True),
    Check("values.nd_float64", Group.VALUES, H, 3, ("nd_float64",)),
    Check("values.tall_float64", Group.VALUES, H, 2, ("tall_float64",)),
    Check("values.wide_float64", Group.VALUES, H, 2, ("wide_float64",)),
    Check("edge.one_row", Group.EDGE, M, 1, ("one_row",)),
    Check("edge.constant_feature", Group.EDGE, M, 1, ("constant_feature",)),
    Check("edge.small_variance", Group.EDGE, M, 1, ("small_variance",)),
    Check("shape.y", Group.SHAPE, M, 1, ("nd_float64", "tall_float64", "wide_float64", "one_row")),
    Check("purity.arguments", Group.PURITY, M, 1, ("nd_float64", "tall_float64", "nd_fortran", "offset_300")),
    Check("layout.order", Group.LAYOUT, M, 1, ("nd_fortran", "nd_strided"), baseline="nd_float64"),
    *STABILITY_CHECKS,
    FLOAT16_CHECK,
    Check("precision.float64", Group.PRECISION, L, 1, ("nd_float64", "tall_float64", "wide_float64")),
    Check("dtype.y", Group.DTYPE, L, 1, ("nd_float64", "offset_300", "float16")),
)

TASK = Task(
    id="bn-forward",
    title="Batch Normalization of an (N, D) batch",
    script=OneCall("batch_norm", ("x", "gamma", "beta", "eps"), (Output("y", like_x=True),)),
    reference=batch_norm,
    bounds=forward_bounds,
    forms=FORWARD_FORMS,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    modules=(__name__,),
    starter_code=STARTER,
    classes=(("E01", "E02"),),
    wrong=WrongFamily(RIGHT, forward, changes(FORWARD), eps_output="y"),
    offset_probes=OFFSET_PROBES,
)
