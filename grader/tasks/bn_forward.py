"""Task bn-forward: normalise an (N, D) batch by its own statistics."""

from collections.abc import Mapping

import numpy as np

from grader.batches import (
    binary_float32,
    constant_channel,
    constant_float32,
    float16,
    long_float32,
    offset_float32,
    one_value,
    ordinary,
    signed,
    small_variance,
    sorted_float32,
)
from grader.bounds import Bound, output_bound
from grader.checks import Check, Group
from grader.kernels.channels import Array
from grader.kernels.forms import FORWARD_FORMS
from grader.kernels.forward import batch_moments, batch_norm
from grader.known_wrong.applicable import FORWARD, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, forward
from grader.probes import Family, Inputs, fortran_order, strided
from grader.results import Severity
from grader.task import Output, Task

STARTER = '''\
import numpy as np


def batch_norm(x, gamma, beta, eps):
    """Normalise x of shape (N, D) over the batch, then scale by gamma and shift by beta, both (D,)."""
    raise NotImplementedError
'''


def bounds(x: Array, gamma: Array, beta: Array, eps: float, outputs: tuple[Array, ...]) -> tuple[Bound, ...]:
    """The bound of y, by the batch's own statistics."""
    mean, variance = batch_moments(np.asarray(x, dtype=np.float64))
    return (output_bound(x, gamma, beta, mean, variance, eps, outputs[0]),)


def complete(rng: np.random.Generator, x: Array, eps: float) -> Inputs:
    """A batch with a gamma and a beta in its dtype."""
    d = x.shape[1]
    gamma, beta = signed(rng, 0.5, 2.0, d), signed(rng, 0.3, 1.5, d)
    return {"x": x, "gamma": gamma.astype(x.dtype), "beta": beta.astype(x.dtype), "eps": eps}


ND = ordinary(7, 4)
OFFSET = offset_float32(64, 4, low=300, high=1_000)
FAR_OFFSET = offset_float32(64, 4, low=300, high=1_000, times=10)
FAMILIES = (
    Family("nd_float64", ND, complete),
    Family("tall_float64", ordinary(29, 3), complete),
    Family("wide_float64", ordinary(3, 6), complete),
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
    Family("float16", float16(200, 3), complete),
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
    Check("stability.offset", Group.STABILITY, M, 3, ("offset_300", "offset_3000")),
    Check("stability.constant", Group.STABILITY, M, 1, ("constant_float32",)),
    Check("stability.order", Group.STABILITY, M, 1, ("sorted_float32", "binary_float32")),
    Check("stability.long", Group.STABILITY, M, 1, ("long_float32",)),
    Check("stability.float16", Group.STABILITY, M, 1, ("float16",)),
    Check("precision.float64", Group.PRECISION, L, 1, ("nd_float64", "tall_float64", "wide_float64")),
    Check("dtype.y", Group.DTYPE, L, 1, ("nd_float64", "offset_300", "float16")),
)

TASK = Task(
    id="bn-forward",
    title="Batch Normalization of an (N, D) batch",
    entry_point="batch_norm",
    parameters=("x", "gamma", "beta", "eps"),
    outputs=(Output("y", like_x=True),),
    reference=batch_norm,
    bounds=bounds,
    forms=FORWARD_FORMS,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    module=__name__,
    starter_code=STARTER,
    classes=(("E01", "E02"),),
    wrong=WrongFamily(RIGHT, forward, changes(FORWARD), eps_output=0),
    offset_probes=("offset_300", "offset_3000"),
)
