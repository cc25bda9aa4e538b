"""The practice task: trivial on purpose, so that a candidate learns the editor and nothing about the test."""

from collections.abc import Mapping

import numpy as np

from grader.bounds import Bound
from grader.check_lists import sample_checks, value_check
from grader.kernels.channels import Array
from grader.probes import Inputs
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def double(x):
    """Return an array with every number of x doubled; x itself stays as it is."""
    raise NotImplementedError
'''

SAMPLES: Mapping[str, Inputs] = {
    "sample_row": {"x": np.array([1.0, -2.0, 0.5])},
    "sample_table": {"x": np.array([[0.0, 3.0], [-1.5, 4.0]])},
}


def doubled(x: Array) -> Array:
    """2 x, in float64."""
    return 2.0 * np.asarray(x, dtype=np.float64)


def bounds(x: Array, outputs: tuple[Array, ...]) -> tuple[Bound, ...]:
    """Doubling rounds nothing; the output's own size is ample."""
    return (Bound(np.abs(outputs[0])),)


PRACTICE = Task(
    id="practice",
    title="Double every number",
    script=OneCall("double", ("x",), (Output("y"),)),
    reference=doubled,
    bounds=bounds,
    sample_inputs=SAMPLES,
    families=(),
    checks=sample_checks(value_check("sample_row", 1), value_check("sample_table", 1)),
    modules=(__name__,),
    starter_code=STARTER,
)
