"""Task bn-masked: batch norm over padded sequences."""

from collections.abc import Mapping

import numpy as np

from grader.batches import (
    constant_channel,
    one_value,
    ordinary,
    signed,
    small_variance,
    telling_eps,
)
from grader.bounds import masked_bounds
from grader.check_lists import UsualProbes, edge_check, sample_checks, usual_checks, value_check
from grader.completions import with_mask
from grader.families import OFFSET_PROBES, REPEATING_PROBES, by_rows, in_other_orders, rows_float32
from grader.kernels.forms_of_parts import MASKED_FORMS
from grader.kernels.masked import masked_batch_norm
from grader.known_wrong.applicable import FORWARD, changes, inside_norm, lifted
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.masked import MASKED, Masked, masked
from grader.probes import Family, Inputs, batch_family
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def masked_batch_norm(x, mask, gamma, beta, eps):
    """Normalise the marked elements of x, (N, T, D), by their own statistics; mask is (N, T) of bool.

    The result is zero where nothing is marked; one marked element gives beta.
    """
    raise NotImplementedError
'''


def nothing_marked(rng: np.random.Generator) -> Inputs:
    """An empty mask."""
    x = signed(rng, 5.0, 20.0, 18).reshape(3, 2, 3)
    gamma, beta = signed(rng, 0.5, 2.0, 3), signed(rng, 0.3, 1.5, 3)
    mask = np.zeros((3, 2), dtype=bool)
    return {"x": x, "mask": mask, "gamma": gamma, "beta": beta, "eps": telling_eps(rng)}


SEQUENCES = batch_family("sequences", ordinary(11, 3), with_mask(4, 5))
PADDED_TO = {1: (1, 3), 64: (8, 12), 32: (6, 8), 1000: (20, 80), 20_000: (30, 1000)}
FAMILIES = (
    SEQUENCES,
    batch_family("gaps", ordinary(9, 4), with_mask(5, 3, padded_at_end=False)),
    batch_family("full", ordinary(12, 3), with_mask(3, 4)),
    batch_family("one_element", one_value(1, 3), with_mask(4, 2, padded_at_end=False)),
    Family("nothing_marked", nothing_marked),
    batch_family("constant_feature", constant_channel(8, 4), with_mask(3, 4)),
    batch_family("small_variance", small_variance(8, 3), with_mask(3, 4)),
    *in_other_orders(SEQUENCES),
    *rows_float32(by_rows({rows: with_mask(*shape) for rows, shape in PADDED_TO.items()})),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_two_sequences": {
        "x": np.array([[[1.0, 10.0], [3.0, 10.5], [7.0, -7.0]], [[8.0, 9.0], [9.0, 9.0], [-5.0, 4.0]]]),
        "mask": np.array([[True, True, False], [True, False, False]]),
        "gamma": np.array([1.0, 2.0]),
        "beta": np.array([0.5, -1.0]),
        "eps": 0.1,
    },
    "sample_one_element": {
        "x": np.array([[[0.5, -2.0], [3.0, 1.0]]]),
        "mask": np.array([[False, True]]),
        "gamma": np.array([2.0, -1.0]),
        "beta": np.array([0.25, 1.0]),
        "eps": 0.05,
    },
}

PROBES = UsualProbes(
    values=("sequences", "gaps", "full"),
    single=("one_element",),
    pure=("sequences", "gaps", "full", "offset_300"),
)
CHECKS = (
    *sample_checks(value_check("sample_two_sequences", 2), edge_check("sample_one_element")),
    *usual_checks(
        PROBES,
        value_check("sequences", 3),
        value_check("gaps", 3),
        value_check("full", 1),
        edge_check("one_element"),
        edge_check("nothing_marked"),
        edge_check("constant_feature"),
        edge_check("small_variance"),
        # No dtype check: a count is an integer, and dividing float32 by it promotes.
        shape="y",
    ),
)


def marked(inputs: Inputs) -> int:
    """How many elements are marked, at least one."""
    mask = inputs["mask"]
    assert isinstance(mask, np.ndarray)
    return max(int(mask.sum()), 1)


TASK = Task(
    id="bn-masked",
    title="Batch norm over padded sequences",
    script=OneCall("masked_batch_norm", ("x", "mask", "gamma", "beta", "eps"), (Output("y", like_x=True),)),
    reference=masked_batch_norm,
    bounds=masked_bounds,
    forms=MASKED_FORMS,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    modules=(__name__,),
    starter_code=STARTER,
    classes=(("E01", "E02"),),
    wrong=WrongFamily(
        Masked(), masked, {**lifted(changes(FORWARD)), **MASKED}, eps_output="y", of_norm=inside_norm
    ),
    offset_probes=OFFSET_PROBES,
    repeating_probes=REPEATING_PROBES,
    count=marked,
    axes={"x": ("ntc",), "mask": ("nt",), "gamma": ("c",), "beta": ("c",)},
)
