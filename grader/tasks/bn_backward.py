"""Task bn-backward: the gradient of an (N, D) batch norm with respect to x, gamma and beta."""

from collections.abc import Mapping

import numpy as np

from grader.batches import (
    binary_float32,
    constant_channel,
    constant_float32,
    long_float32,
    offset_float32,
    one_value,
    ordinary,
    signed,
    small_variance,
    sorted_float32,
)
from grader.bounds import Bound, gradient_bounds
from grader.checks import Check, Group
from grader.kernels.backward import batch_norm_backward
from grader.kernels.channels import Array
from grader.kernels.forms import BACKWARD_FORMS
from grader.known_wrong.applicable import BACKWARD, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, backward
from grader.probes import Family, Inputs, fortran_order, strided
from grader.results import Severity
from grader.task import Output, Task

STARTER = '''\
import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    """Return (dx, dgamma, dbeta) for y = gamma * xhat + beta; x and dout are (N, D), gamma is (D,)."""
    raise NotImplementedError
'''


def bounds(dout: Array, x: Array, gamma: Array, eps: float, outputs: tuple[Array, ...]) -> tuple[Bound, ...]:
    """The bounds of the three gradients."""
    return gradient_bounds(dout, x, gamma, eps)


def complete(rng: np.random.Generator, x: Array, eps: float) -> Inputs:
    """A batch with a gamma and an upstream gradient.

    The gradient is normal plus a constant: in no special direction, and far from the span of 1 and xhat, for
    which dx vanishes and every mistake in it too.
    """
    dout = rng.standard_normal(x.shape) + rng.uniform(0.3, 0.8)
    gamma = signed(rng, 0.5, 2.0, x.shape[1])
    return {"dout": dout.astype(x.dtype), "x": x, "gamma": gamma.astype(x.dtype), "eps": eps}


ND = ordinary(7, 4)
OFFSET = offset_float32(64, 4, low=300, high=1_000)
FAR_OFFSET = offset_float32(64, 4, low=300, high=1_000, times=10)
FAMILIES = (
    Family("nd_float64", ND, complete),
    Family("tall_float64", ordinary(29, 3), complete),
    Family("wide_float64", ordinary(4, 6), complete),
    Family("one_row", one_value(1, 3), complete),
    Family("constant_feature", constant_channel(6, 4), complete),
    Family("small_variance", small_variance(9, 3), complete),
    Family("nd_fortran", ND, complete, fortran_order, stream="nd_float64"),
    Family("nd_strided", ND, complete, strided, stream="nd_float64"),
    Family("offset_300", OFFSET, complete, stream="offset"),
    Family("offset_3000", FAR_OFFSET, complete, stream="offset"),
    Family("constant_float32", constant_float32(32, 3), complete),
    Family("sorted_float32", sorted_float32(1000, 2), complete),
    Family("binary_float32", binary_float32(1000, 2), complete),
    Family("long_float32", long_float32, complete),
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
    Check("stability.offset", Group.STABILITY, M, 3, ("offset_300", "offset_3000")),
    Check("stability.constant", Group.STABILITY, M, 1, ("constant_float32",)),
    Check("stability.order", Group.STABILITY, M, 1, ("sorted_float32", "binary_float32")),
    Check("stability.long", Group.STABILITY, M, 1, ("long_float32",)),
    Check("precision.float64", Group.PRECISION, L, 1, VALUES),
    Check("dtype.dx", Group.DTYPE, L, 1, ("nd_float64", "offset_300")),
)

TASK = Task(
    id="bn-backward",
    title="The gradient through Batch Normalization",
    entry_point="batch_norm_backward",
    parameters=("dout", "x", "gamma", "eps"),
    outputs=(Output("dx", like_x=True), Output("dgamma"), Output("dbeta")),
    reference=batch_norm_backward,
    bounds=bounds,
    forms=BACKWARD_FORMS,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    module=__name__,
    starter_code=STARTER,
    classes=(("E01", "E02"),),
    wrong=WrongFamily(RIGHT, backward, changes(BACKWARD), eps_output=1),
    offset_probes=("offset_300", "offset_3000"),
)
