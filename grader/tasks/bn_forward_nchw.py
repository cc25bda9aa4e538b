"""Task bn-forward-nchw: normalise images by the statistics of each channel."""

from collections.abc import Mapping

import numpy as np

from grader.bounds import forward_bounds
from grader.check_lists import IMAGES, edge_check, forward_checks, sample_checks, value_check
from grader.completions import with_parameters
from grader.families import OFFSET_PROBES, REPEATING_PROBES, images_float16, images_float32, ordinary_images
from grader.kernels.forms import FORWARD_FORMS
from grader.kernels.forward import batch_norm
from grader.known_wrong.applicable import FORWARD_NCHW, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, forward
from grader.probes import Inputs
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def batch_norm_2d(x, gamma, beta, eps):
    """Normalise each channel of x, (N, C, H, W), then scale by gamma and shift by beta, both (C,)."""
    raise NotImplementedError
'''

FAMILIES = (
    *ordinary_images(with_parameters),
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

CHECKS = (
    *sample_checks(value_check("sample_small", 3), edge_check("sample_one_value")),
    *forward_checks(IMAGES, "one_value", "constant_channel", "small_variance"),
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
    repeating_probes=REPEATING_PROBES,
)
