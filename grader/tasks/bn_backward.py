"""Task bn-backward: the gradient of an (N, D) batch norm with respect to x, gamma and beta."""

from collections.abc import Mapping

import numpy as np

from grader.bounds import gradient_bounds
from grader.check_lists import ROWS, edge_check, gradient_checks, sample_checks, value_check
from grader.completions import with_upstream
from grader.families import OFFSET_PROBES, REPEATING_PROBES, ordinary_rows, rows_float32
from grader.kernels.backward import batch_norm_backward
from grader.kernels.forms import BACKWARD_FORMS
from grader.known_wrong.applicable import BACKWARD, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, backward
from grader.probes import Inputs
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    """Return (dx, dgamma, dbeta) for y = gamma * xhat + beta; x and dout are (N, D), gamma is (D,)."""
    raise NotImplementedError
'''

FAMILIES = (*ordinary_rows(with_upstream, wide=4), *rows_float32(with_upstream))

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

CHECKS = (
    *sample_checks(value_check("sample_small", 3), edge_check("sample_one_row")),
    *gradient_checks(ROWS, "one_row", "constant_feature", "small_variance"),
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
    repeating_probes=REPEATING_PROBES,
)
