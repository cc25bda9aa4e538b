"""Task bn-ghost: batch norm of small groups of rows."""

from collections.abc import Mapping

import numpy as np

from grader.batches import (
    binary_float32,
    constant_channel,
    constant_float32,
    offset_beside_binary,
    one_value,
    ordinary_in_groups,
    small_variance,
    sorted_float32,
)
from grader.bounds import ghost_bounds
from grader.checks import Check, Group
from grader.completions import with_groups
from grader.families import OFFSET_PROBES, STABILITY_CHECKS, offset_pair
from grader.kernels.forms_of_parts import GHOST_FORMS
from grader.kernels.ghost import ghost_batch_norm
from grader.known_wrong.applicable import FORWARD, changes, inside_norm, lifted
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.ghost import GHOST, Ghost, ghost
from grader.nested import arrays_in
from grader.probes import Inputs, batch_family, fortran_order, strided
from grader.results import Severity
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def ghost_batch_norm(x, gamma, beta, group_size, eps):
    """Normalise each group of group_size consecutive rows of x, (N, D), by its own statistics.

    The last group may be short; group_size may exceed N.
    """
    raise NotImplementedError
'''

# 10 rows in groups of 4: full groups and a short one, which no even split imitates.
TEN_BY_FOUR = ordinary_in_groups(10, 3, 4)
FAMILIES = (
    batch_family("ten_by_four", TEN_BY_FOUR, with_groups(4)),
    batch_family("seventeen_by_five", ordinary_in_groups(17, 4, 5), with_groups(5)),
    batch_family("even", ordinary_in_groups(12, 2, 3), with_groups(3)),
    batch_family("last_row_alone", ordinary_in_groups(9, 3, 4), with_groups(4)),
    batch_family("larger_than_batch", ordinary_in_groups(5, 3, 8), with_groups(8)),
    batch_family("one_row", one_value(1, 3), with_groups(4)),
    batch_family("groups_of_one", ordinary_in_groups(4, 2, 4), with_groups(1)),
    batch_family("constant_feature", constant_channel(10, 4), with_groups(4)),
    batch_family("small_variance", small_variance(10, 3), with_groups(4)),
    batch_family("fortran", TEN_BY_FOUR, with_groups(4), fortran_order, stream="ten_by_four"),
    batch_family("strided", TEN_BY_FOUR, with_groups(4), strided, stream="ten_by_four"),
    *offset_pair((64, 4), with_groups(32)),
    batch_family("constant_float32", constant_float32(32, 3), with_groups(8)),
    batch_family("sorted_float32", sorted_float32(1000, 2), with_groups(300)),
    batch_family("binary_float32", binary_float32(1000, 2), with_groups(300)),
    batch_family("long_float32", offset_beside_binary(20_000, 2), with_groups(7000)),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_short_group": {
        "x": np.array([[1.0, 10.0], [3.0, 10.5], [8.0, 9.0], [2.0, 9.5], [5.0, 8.5]]),
        "gamma": np.array([1.0, 2.0]),
        "beta": np.array([0.0, -1.0]),
        "group_size": 3,
        "eps": 0.1,
    },
    "sample_one_row_left": {
        "x": np.array([[0.5, -2.0], [1.5, -1.0], [4.0, 2.0]]),
        "gamma": np.array([2.0, -1.0]),
        "beta": np.array([0.25, 1.0]),
        "group_size": 2,
        "eps": 0.05,
    },
}

H, M, L = Severity.H, Severity.M, Severity.L
SHOWN = ("sample_short_group", "sample_one_row_left")
VALUES = ("ten_by_four", "seventeen_by_five", "even")
CHECKS = (
    Check("values.sample_short_group", Group.VALUES, H, 2, ("sample_short_group",), sample=True),
    Check("edge.sample_one_row_left", Group.EDGE, M, 1, ("sample_one_row_left",), sample=True),
    Check("shape.samples", Group.SHAPE, M, 1, SHOWN, sample=True),
    Check("purity.samples", Group.PURITY, M, 1, SHOWN, sample=True),
    Check("values.ten_by_four", Group.VALUES, H, 3, ("ten_by_four",)),
    Check("values.seventeen_by_five", Group.VALUES, H, 2, ("seventeen_by_five",)),
    Check("values.even", Group.VALUES, H, 2, ("even",)),
    Check("edge.one_row", Group.EDGE, M, 1, ("last_row_alone", "one_row", "groups_of_one")),
    Check("edge.larger_than_batch", Group.EDGE, M, 1, ("larger_than_batch",)),
    Check("edge.constant_feature", Group.EDGE, M, 1, ("constant_feature",)),
    Check("edge.small_variance", Group.EDGE, M, 1, ("small_variance",)),
    Check("shape.y", Group.SHAPE, M, 1, (*VALUES, "one_row")),
    Check("purity.arguments", Group.PURITY, M, 1, (*VALUES, "offset_300")),
    Check("layout.order", Group.LAYOUT, M, 1, ("fortran", "strided"), baseline="ten_by_four"),
    *STABILITY_CHECKS,
    Check("precision.float64", Group.PRECISION, L, 1, VALUES),
    Check("dtype.y", Group.DTYPE, L, 1, ("ten_by_four", "offset_300")),
)


def rows_in_a_group(inputs: Inputs) -> int:
    """How many rows the largest group has."""
    size = inputs["group_size"]
    assert isinstance(size, int)
    return min(size, len(next(arrays_in(inputs["x"]))))


TASK = Task(
    id="bn-ghost",
    title="Batch norm of small groups of rows",
    script=OneCall(
        "ghost_batch_norm", ("x", "gamma", "beta", "group_size", "eps"), (Output("y", like_x=True),)
    ),
    reference=ghost_batch_norm,
    bounds=ghost_bounds,
    forms=GHOST_FORMS,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    modules=(__name__,),
    starter_code=STARTER,
    classes=(("E01", "E02"),),
    wrong=WrongFamily(
        Ghost(), ghost, {**lifted(changes(FORWARD)), **GHOST}, eps_output="y", of_norm=inside_norm
    ),
    offset_probes=OFFSET_PROBES,
    count=rows_in_a_group,
)
