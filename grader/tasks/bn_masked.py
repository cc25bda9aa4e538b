"""Task bn-masked: batch norm over padded sequences."""

from collections.abc import Mapping

import numpy as np

from grader.batches import (
    binary_float32,
    constant_channel,
    constant_float32,
    offset_beside_binary,
    one_value,
    ordinary,
    signed,
    small_variance,
    sorted_float32,
    telling_eps,
)
from grader.bounds import masked_bounds
from grader.checks import Check, Group
from grader.completions import with_mask
from grader.families import OFFSET_PROBES, STABILITY_CHECKS, offset_pair
from grader.kernels.forms_of_parts import MASKED_FORMS
from grader.kernels.masked import masked_batch_norm
from grader.known_wrong.applicable import FORWARD, changes, inside_norm, lifted
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.masked import MASKED, Masked, masked
from grader.probes import Family, Inputs, batch_family, fortran_order, strided
from grader.results import Severity
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


SEQUENCES = ordinary(11, 3)
FAMILIES = (
    batch_family("sequences", SEQUENCES, with_mask(4, 5)),
    batch_family("gaps", ordinary(9, 4), with_mask(5, 3, padded_at_end=False)),
    batch_family("full", ordinary(12, 3), with_mask(3, 4)),
    batch_family("one_element", one_value(1, 3), with_mask(4, 2, padded_at_end=False)),
    Family("nothing_marked", nothing_marked),
    batch_family("constant_feature", constant_channel(8, 4), with_mask(3, 4)),
    batch_family("small_variance", small_variance(8, 3), with_mask(3, 4)),
    batch_family("fortran", SEQUENCES, with_mask(4, 5), fortran_order, stream="sequences"),
    batch_family("strided", SEQUENCES, with_mask(4, 5), strided, stream="sequences"),
    *offset_pair((64, 4), with_mask(8, 12)),
    batch_family("constant_float32", constant_float32(32, 3), with_mask(6, 8)),
    batch_family("sorted_float32", sorted_float32(1000, 2), with_mask(20, 80)),
    batch_family("binary_float32", binary_float32(1000, 2), with_mask(20, 80)),
    batch_family("long_float32", offset_beside_binary(20_000, 2), with_mask(30, 1000)),
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

H, M, L = Severity.H, Severity.M, Severity.L
SHOWN = ("sample_two_sequences", "sample_one_element")
VALUES = ("sequences", "gaps", "full")
CHECKS = (
    Check("values.sample_two_sequences", Group.VALUES, H, 2, ("sample_two_sequences",), sample=True),
    Check("edge.sample_one_element", Group.EDGE, M, 1, ("sample_one_element",), sample=True),
    Check("shape.samples", Group.SHAPE, M, 1, SHOWN, sample=True),
    Check("purity.samples", Group.PURITY, M, 1, SHOWN, sample=True),
    Check("values.sequences", Group.VALUES, H, 3, ("sequences",)),
    Check("values.gaps", Group.VALUES, H, 3, ("gaps",)),
    Check("values.full", Group.VALUES, H, 1, ("full",)),
    Check("edge.one_element", Group.EDGE, M, 1, ("one_element",)),
    Check("edge.nothing_marked", Group.EDGE, M, 1, ("nothing_marked",)),
    Check("edge.constant_feature", Group.EDGE, M, 1, ("constant_feature",)),
    Check("edge.small_variance", Group.EDGE, M, 1, ("small_variance",)),
    Check("shape.y", Group.SHAPE, M, 1, (*VALUES, "one_element")),
    Check("purity.arguments", Group.PURITY, M, 1, (*VALUES, "offset_300")),
    Check("layout.order", Group.LAYOUT, M, 1, ("fortran", "strided"), baseline="sequences"),
    *STABILITY_CHECKS,
    Check("precision.float64", Group.PRECISION, L, 1, VALUES),
    Check("dtype.y", Group.DTYPE, L, 1, ("sequences", "offset_300")),
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
    count=marked,
)
