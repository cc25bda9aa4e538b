"""Task bn-streaming: exact statistics over a stream of batches."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.batches import signed
from grader.bounds import streaming_bounds
from grader.check_lists import UsualProbes, edge_check, sample_checks, statistics_checks, value_check
from grader.checks import Check, Group
from grader.families import in_other_orders
from grader.kernels.channels import Array
from grader.kernels.combining import combine_statistics, precise_statistics
from grader.kernels.forms_of_parts import STREAMING_FORMS
from grader.known_wrong.combining import COMBINING, streamed
from grader.known_wrong.family import WrongFamily
from grader.nested import arrays_in
from grader.probes import Draw, Family, Inputs
from grader.results import Severity
from grader.sandbox.program import Stream
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def precise_statistics(batches):
    """Return (mean, variance), both (D,), over all rows of all batches; the variance is 1/n.

    batches is an iterable of (n_i, D) arrays of unequal sizes. It can be gone through once.
    """
    raise NotImplementedError
'''


def stream(*sizes: int, d: int = 3, offset: float = 0.0, dtype: type[np.floating[Any]] = np.float64) -> Draw:
    """Batches of these sizes, in any order, whose means and variances drift."""

    def draw(rng: np.random.Generator) -> Inputs:
        scale = rng.uniform(0.6, 2.5, d)
        start = signed(rng, 0.5, 1.5, d) + offset * signed(rng, 1.0, 1.5, d)
        batches = [
            scale * (start + rng.standard_normal(d) + rng.uniform(0.5, 1.5, d) * rng.standard_normal((n, d)))
            for n in rng.permutation(sizes)
        ]
        return {"batches": Stream(tuple(batch.astype(dtype) for batch in batches))}

    return draw


def constant_feature(rng: np.random.Generator) -> Inputs:
    """A feature that never varies beside one that does."""
    value = rng.uniform(0.3, 1.0)
    batches = (np.stack((np.full(n, value), rng.standard_normal(n)), axis=1) for n in (4, 1, 3))
    return {"batches": Stream(tuple(batches))}


UNEQUAL = Family("unequal", stream(5, 2, 9, 1, 4))
FAMILIES = (
    UNEQUAL,
    Family("many", stream(*range(1, 12), d=2)),
    Family("wide", stream(2, 3, d=7)),
    Family("one_batch", stream(6)),
    Family("single_rows", stream(1, 1, 1, 1)),
    Family("one_row", stream(1)),
    Family("constant_feature", constant_feature),
    *in_other_orders(UNEQUAL),
    Family("float32", stream(20, 13, 31, offset=400.0, dtype=np.float32)),
    Family("float32_long", stream(8000, 4000, 1000, 7000, d=2, offset=300.0, dtype=np.float32)),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_two": {
        "batches": Stream((np.array([[2.0, -1.0]]), np.array([[4.0, 1.0], [6.0, 0.0], [8.0, 2.0]])))
    },
    "sample_one_batch": {"batches": Stream((np.array([[1.0, 0.5], [4.0, 0.5]]),))},
}

VALUES = ("unequal", "many", "wide")
CHECKS = (
    *sample_checks(value_check("sample_two", 2), edge_check("sample_one_batch")),
    *statistics_checks(
        UsualProbes(values=VALUES, single=("one_batch", "one_row"), pure=VALUES),
        edge_check("one_batch", "one_batch", "one_row"),
        edge_check("single_rows"),
        edge_check("constant_feature"),
        argument="batches",
        stability=(
            Check("stability.offset", Group.STABILITY, Severity.M, 2, ("float32",)),
            Check("stability.long", Group.STABILITY, Severity.M, 1, ("float32_long",)),
        ),
    ),
)


def once(batches: Stream) -> tuple[Array, Array]:
    """The reference, given the batches one time."""
    return precise_statistics(iter(batches.values))


def rows_of(inputs: Inputs) -> int:
    """How many rows there are in all."""
    return sum(map(len, arrays_in(inputs["batches"])))


def not_empty(inputs: Inputs) -> Inputs | None:
    """The inputs, unless no batch is left."""
    return inputs if rows_of(inputs) else None


TASK = Task(
    id="bn-streaming",
    title="Exact statistics over a stream of batches",
    script=OneCall("precise_statistics", ("batches",), (Output("mean"), Output("variance"))),
    reference=once,
    bounds=streaming_bounds,
    forms=STREAMING_FORMS,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    modules=(__name__,),
    starter_code=STARTER,
    wrong=WrongFamily(combine_statistics, streamed, COMBINING),
    lead="batches",
    count=rows_of,
    axes={"batches": ("Nd",)},
    legal=not_empty,
)
