"""Task bn-train-step: one training step, (N, D) or (N, C, H, W), with running statistics."""

from collections.abc import Mapping

import numpy as np

from grader.batches import DrawBatch, constant_channel, one_value, ordinary, small_variance
from grader.bounds import training_bounds
from grader.checks import Check, Group
from grader.completions import with_momentum
from grader.families import FLOAT16_CHECK, OFFSET_PROBES, STABILITY_CHECKS, rows_float16, rows_float32
from grader.kernels.channels import Array
from grader.kernels.forms import TRAINING_FORMS
from grader.kernels.oracle import expected_outputs
from grader.kernels.training import batch_norm_train
from grader.known_wrong.applicable import TRAIN_STEP, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, train
from grader.probes import Complete, Inputs, batch_family, fortran_order, strided
from grader.results import Severity
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    """Return (y, new_running_mean, new_running_var) for x of shape (N, D) or (N, C, H, W).

    y is normalised by the batch. new = (1 - momentum) * old + momentum * batch; the running variance
    records the unbiased variance of the batch.
    """
    raise NotImplementedError
'''


def later_step(batch: DrawBatch, steps: int) -> Complete:
    """The inputs after some steps before it: running statistics are what the steps left."""

    def complete(rng: np.random.Generator, x: Array, eps: float) -> Inputs:
        inputs = with_momentum(rng, x, eps)
        for _ in range(steps):
            _, mean, variance = expected_outputs(batch_norm_train, inputs)
            inputs = {**inputs, "x": batch(rng).x, "running_mean": mean, "running_var": variance}
        return inputs

    return complete


ND, NCHW = ordinary(7, 4), ordinary(3, 4, 2, 5)
FAMILIES = (
    batch_family("nd_float64", ND, with_momentum),
    batch_family("tall_float64", ordinary(29, 3), with_momentum),
    batch_family("nchw_float64", NCHW, with_momentum),
    batch_family("cube_float64", ordinary(2, 3, 3, 3), with_momentum),
    *(batch_family(f"step_{k}", ND, later_step(ND, k - 1), stream="steps") for k in (1, 2, 3)),
    batch_family("one_row", one_value(1, 3), with_momentum),
    batch_family("one_pixel", one_value(1, 3, 1, 1), with_momentum),
    batch_family("constant_channel", constant_channel(3, 4, 2, 2), with_momentum),
    batch_family("small_variance", small_variance(9, 3), with_momentum),
    batch_family("nd_fortran", ND, with_momentum, fortran_order, stream="nd_float64"),
    batch_family("nchw_fortran", NCHW, with_momentum, fortran_order, stream="nchw_float64"),
    batch_family("nchw_strided", NCHW, with_momentum, strided, stream="nchw_float64"),
    *rows_float32(with_momentum),
    *rows_float16(with_momentum),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_rows": {
        "x": np.array([[1.0, 10.0], [3.0, 10.5], [8.0, 9.0]]),
        "gamma": np.array([1.0, 2.0]),
        "beta": np.array([0.0, -1.0]),
        "running_mean": np.array([3.0, 9.0]),
        "running_var": np.array([8.0, 0.04]),
        "momentum": 0.3,
        "eps": 0.1,
    },
    "sample_images": {
        "x": np.array([[[[1.0, 2.0, 4.0]], [[-1.0, 0.5, 0.0]]]]),
        "gamma": np.array([2.0, -1.0]),
        "beta": np.array([0.25, 1.0]),
        "running_mean": np.array([1.5, 0.5]),
        "running_var": np.array([0.95, 0.2]),
        "momentum": 0.2,
        "eps": 0.05,
    },
}

H, M, L = Severity.H, Severity.M, Severity.L
VALUES = ("nd_float64", "tall_float64", "nchw_float64", "cube_float64")
SHOWN = ("sample_rows", "sample_images")
CHECKS = (
    Check("values.sample_rows", Group.VALUES, H, 2, ("sample_rows",), sample=True),
    Check("values.sample_images", Group.VALUES, H, 1, ("sample_images",), sample=True),
    Check("shape.samples", Group.SHAPE, M, 1, SHOWN, sample=True),
    Check("purity.samples", Group.PURITY, M, 1, SHOWN, sample=True),
    Check("values.y_nd", Group.VALUES, H, 3, ("nd_float64", "tall_float64"), outputs=("y",)),
    Check("values.y_nchw", Group.VALUES, H, 3, ("nchw_float64", "cube_float64"), outputs=("y",)),
    Check("values.running_mean", Group.VALUES, H, 2, VALUES, outputs=("new_running_mean",)),
    Check("values.running_var", Group.VALUES, M, 2, VALUES, outputs=("new_running_var",)),
    Check("state.y", Group.STATE, H, 1, ("step_1", "step_2", "step_3"), outputs=("y",)),
    Check("state.running_mean", Group.STATE, H, 1, ("step_1", "step_2", "step_3"), ("new_running_mean",)),
    Check("state.running_var", Group.STATE, M, 1, ("step_1", "step_2", "step_3"), ("new_running_var",)),
    Check("edge.one_value", Group.EDGE, M, 1, ("one_row", "one_pixel")),
    Check("edge.constant_channel", Group.EDGE, M, 1, ("constant_channel",), outputs=("y",)),
    Check("edge.small_variance", Group.EDGE, M, 1, ("small_variance",), outputs=("y",)),
    Check("shape.outputs", Group.SHAPE, M, 1, (*VALUES, "one_row")),
    Check("purity.arguments", Group.PURITY, M, 1, ("nd_float64", "nchw_float64", "nd_fortran", "offset_300")),
    Check("layout.nd", Group.LAYOUT, M, 1, ("nd_fortran",), baseline="nd_float64"),
    Check("layout.nchw", Group.LAYOUT, M, 1, ("nchw_fortran", "nchw_strided"), baseline="nchw_float64"),
    *STABILITY_CHECKS,
    FLOAT16_CHECK,
    Check("precision.float64", Group.PRECISION, L, 1, VALUES),
    Check("dtype.y", Group.DTYPE, L, 1, ("nd_float64", "nchw_float64", "offset_300", "float16")),
)

TASK = Task(
    id="bn-train-step",
    title="A training step with running statistics",
    script=OneCall(
        "batch_norm_train",
        ("x", "gamma", "beta", "running_mean", "running_var", "momentum", "eps"),
        (Output("y", like_x=True), Output("new_running_mean"), Output("new_running_var")),
    ),
    reference=batch_norm_train,
    bounds=training_bounds,
    forms=TRAINING_FORMS,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    modules=(__name__,),
    starter_code=STARTER,
    classes=(("E01", "E02"),),
    wrong=WrongFamily(RIGHT, train, changes(TRAIN_STEP), eps_output="y", weight_output="new_running_mean"),
    offset_probes=OFFSET_PROBES,
)
