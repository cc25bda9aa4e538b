"""Task bn-ghost: batch norm of small groups of rows."""

from collections.abc import Mapping

import numpy as np

from grader.batches import (
    constant_channel,
    one_value,
    ordinary_in_groups,
    small_variance,
)
from grader.bounds import ghost_bounds
from grader.check_lists import UsualProbes, edge_check, sample_checks, usual_checks, value_check
from grader.completions import with_groups
from grader.families import OFFSET_PROBES, REPEATING_PROBES, by_rows, in_other_orders, rows_float32
from grader.kernels.forms_of_parts import GHOST_FORMS
from grader.kernels.ghost import ghost_batch_norm
from grader.known_wrong.applicable import FORWARD, changes, inside_norm, lifted
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.ghost import GHOST, Ghost, ghost
from grader.nested import arrays_in
from grader.probes import Inputs, batch_family
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
TEN_BY_FOUR = batch_family("ten_by_four", ordinary_in_groups(10, 3, 4), with_groups(4))
SIZES = {1: 4, 64: 32, 32: 8, 1000: 300, 20_000: 7000}
FAMILIES = (
    TEN_BY_FOUR,
    batch_family("seventeen_by_five", ordinary_in_groups(17, 4, 5), with_groups(5)),
    batch_family("even", ordinary_in_groups(12, 2, 3), with_groups(3)),
    batch_family("last_row_alone", ordinary_in_groups(9, 3, 4), with_groups(4)),
    batch_family("larger_than_batch", ordinary_in_groups(5, 3, 8), with_groups(8)),
    batch_family("one_row", one_value(1, 3), with_groups(4)),
    batch_family("groups_of_one", ordinary_in_groups(4, 2, 4), with_groups(1)),
    batch_family("constant_feature", constant_channel(10, 4), with_groups(4)),
    batch_family("small_variance", small_variance(10, 3), with_groups(4)),
    *in_other_orders(TEN_BY_FOUR),
    *rows_float32(by_rows({rows: with_groups(size) for rows, size in SIZES.items()})),
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

PROBES = UsualProbes(
    values=("ten_by_four", "seventeen_by_five", "even"),
    single=("one_row",),
    pure=("ten_by_four", "seventeen_by_five", "even", "offset_300"),
)
CHECKS = (
    *sample_checks(value_check("sample_short_group", 2), edge_check("sample_one_row_left")),
    *usual_checks(
        PROBES,
        value_check("ten_by_four", 3),
        value_check("seventeen_by_five", 2),
        value_check("even", 2),
        edge_check("one_row", "last_row_alone", "one_row", "groups_of_one"),
        edge_check("larger_than_batch"),
        edge_check("constant_feature"),
        edge_check("small_variance"),
        shape="y",
        like_x="y",
    ),
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
    repeating_probes=REPEATING_PROBES,
    count=rows_in_a_group,
)
