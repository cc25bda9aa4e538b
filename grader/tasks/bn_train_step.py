"""Task bn-train-step: one training step, (N, D) or (N, C, H, W), with running statistics."""

from collections.abc import Mapping

import numpy as np

from grader.batches import DrawBatch, ordinary
from grader.bounds import training_bounds
from grader.check_lists import (
    EITHER_LAYOUT,
    EITHER_PURE,
    FLOAT16_CHECK,
    STABILITY_CHECKS,
    edge_check,
    sample_checks,
    value_check,
)
from grader.checks import Check, Group
from grader.completions import with_momentum
from grader.families import OFFSET_PROBES, REPEATING_PROBES, rows_and_images, rows_float16, rows_float32
from grader.kernels.channels import Array
from grader.kernels.forms import TRAINING_FORMS
from grader.kernels.oracle import expected_outputs
from grader.kernels.training import batch_norm_train
from grader.known_wrong.applicable import TRAIN_STEP, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, train
from grader.probes import Complete, Inputs, batch_family
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


ND = ordinary(7, 4)
FAMILIES = (
    *rows_and_images(with_momentum),
    *(batch_family(f"step_{k}", ND, later_step(ND, k - 1), stream="steps") for k in (1, 2, 3)),
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
STEPS = ("step_1", "step_2", "step_3")
MEAN, VARIANCE = ("new_running_mean",), ("new_running_var",)
CHECKS = (
    *sample_checks(value_check("sample_rows", 2), value_check("sample_images", 1)),
    value_check("y_nd", 3, "nd_float64", "tall_float64", outputs=("y",)),
    value_check("y_nchw", 3, "nchw_float64", "cube_float64", outputs=("y",)),
    value_check("running_mean", 2, *VALUES, outputs=MEAN),
    Check("values.running_var", Group.VALUES, M, 2, VALUES, VARIANCE),
    Check("state.y", Group.STATE, H, 1, STEPS, ("y",)),
    Check("state.running_mean", Group.STATE, H, 1, STEPS, MEAN),
    Check("state.running_var", Group.STATE, M, 1, STEPS, VARIANCE),
    edge_check("one_value", "one_row", "one_pixel"),
    edge_check("constant_channel", outputs=("y",)),
    edge_check("small_variance", outputs=("y",)),
    Check("shape.outputs", Group.SHAPE, M, 1, (*VALUES, "one_row")),
    EITHER_PURE,
    *EITHER_LAYOUT,
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
    repeating_probes=REPEATING_PROBES,
)
