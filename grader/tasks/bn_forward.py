"""Task bn-forward: normalise an (N, D) batch by its own statistics."""

from collections.abc import Mapping

import numpy as np

from grader.bounds import forward_bounds
from grader.check_lists import ROWS, edge_check, forward_checks, sample_checks, value_check
from grader.completions import with_parameters
from grader.families import OFFSET_PROBES, REPEATING_PROBES, ordinary_rows, rows_float16, rows_float32
from grader.kernels.forms import FORWARD_FORMS
from grader.kernels.forward import batch_norm
from grader.known_wrong.applicable import FORWARD, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.kernel import RIGHT, forward
from grader.probes import Inputs
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def batch_norm(x, gamma, beta, eps):
    """Normalise x of shape (N, D) over the batch, then scale by gamma and shift by beta, both (D,)."""
    raise NotImplementedError
'''

FAMILIES = (*ordinary_rows(with_parameters), *rows_float32(with_parameters), *rows_float16(with_parameters))

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

CHECKS = (
    *sample_checks(value_check("sample_small", 3), edge_check("sample_one_row")),
    *forward_checks(ROWS, "one_row", "constant_feature", "small_variance"),
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
    repeating_probes=REPEATING_PROBES,
)
