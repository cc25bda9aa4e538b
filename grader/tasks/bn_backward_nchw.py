"""Task bn-backward-nchw: the gradient of a batch norm of images."""

from collections.abc import Mapping

import numpy as np

from grader.bounds import gradient_bounds
from grader.check_lists import IMAGES, edge_check, gradient_checks, sample_checks, value_check
from grader.completions import with_upstream
from grader.families import OFFSET_PROBES, REPEATING_PROBES, images_float32, ordinary_images
from grader.kernels.backward import batch_norm_backward
from grader.kernels.forms import BACKWARD_FORMS
from grader.known_wrong.applicable import BACKWARD_NCHW, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, backward
from grader.probes import Inputs
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def batch_norm_2d_backward(dout, x, gamma, eps):
    """Return (dx, dgamma, dbeta) for y = gamma * xhat + beta; x and dout are (N, C, H, W), gamma is (C,)."""
    raise NotImplementedError
'''

FAMILIES = (*ordinary_images(with_upstream), *images_float32(with_upstream))

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

CHECKS = (
    *sample_checks(value_check("sample_small", 3), edge_check("sample_one_value")),
    *gradient_checks(IMAGES, "one_value", "constant_channel", "small_variance"),
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
    repeating_probes=REPEATING_PROBES,
)
