"""Task bn-sync: combine the statistics of several devices."""

from collections.abc import Mapping

import numpy as np

from grader.batches import signed
from grader.bounds import combining_bounds
from grader.check_lists import UsualProbes, edge_check, sample_checks, statistics_checks, value_check
from grader.checks import Check, Group
from grader.families import in_other_orders
from grader.kernels.combining import combine_statistics
from grader.kernels.forms_of_parts import COMBINING_FORMS
from grader.known_wrong.combining import COMBINING, combined
from grader.known_wrong.family import WrongFamily
from grader.nested import arrays_in
from grader.probes import Draw, Family, Inputs
from grader.results import Severity
from grader.scripts import OneCall, Output
from grader.task import Task

STARTER = '''\
import numpy as np


def combine_statistics(counts, means, variances):
    """Return (mean, variance) of the union; counts is (K,), means and variances are (K, C), all 1/n.

    A count may be 0; the mean and variance of that device are then 0.
    """
    raise NotImplementedError
'''


def devices(*counts: int, channels: int = 3, shuffled: bool = True) -> Draw:
    """Devices with these counts, in any order, whose means and variances differ."""

    def draw(rng: np.random.Generator) -> Inputs:
        of = rng.permutation(counts) if shuffled else np.array(counts)
        shape = (len(counts), channels)
        scale = rng.uniform(0.6, 2.5, channels)
        means = scale * (rng.standard_normal(shape) + signed(rng, 0.5, 2.0, channels))
        variances = np.square(scale * rng.uniform(0.5, 1.6, shape))
        empty = (of == 0)[:, None]
        return {
            "counts": of.astype(np.int64),
            "means": np.where(empty, 0.0, means),
            "variances": np.where(empty, 0.0, variances),
        }

    return draw


def far_from_zero(*counts: int) -> Draw:
    """float32 devices whose means lie some 500 spreads from zero."""

    def draw(rng: np.random.Generator) -> Inputs:
        inputs = devices(*counts)(rng)
        means, variances = inputs["means"], inputs["variances"]
        assert isinstance(means, np.ndarray)
        assert isinstance(variances, np.ndarray)
        offset = signed(rng, 400.0, 800.0, means.shape[1])
        far = np.where(means == 0, 0.0, means + offset)
        return {**inputs, "means": far.astype(np.float32), "variances": variances.astype(np.float32)}

    return draw


UNEQUAL = Family("unequal", devices(3, 7, 12, 5))
FAMILIES = (
    UNEQUAL,
    Family("many", devices(1, 2, 30, 4, 9, 16, 3, channels=2)),
    Family("some_empty", devices(6, 0, 11, 0, 2)),
    Family("first_empty", devices(0, 1, 4, 9, shuffled=False)),
    Family("last_empty", devices(4, 9, 1, 0, shuffled=False)),
    Family("one_device", devices(8)),
    Family("single_values", devices(1, 1, 1)),
    *in_other_orders(UNEQUAL),
    Family("float32", far_from_zero(32, 7, 64, 16)),
    Family("float32_many", far_from_zero(*range(1, 65))),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_two": {
        "counts": np.array([1, 3]),
        "means": np.array([[2.0, -1.0], [6.0, 1.0]]),
        "variances": np.array([[0.0, 0.0], [4.0, 0.5]]),
    },
    "sample_empty_first": {
        "counts": np.array([0, 2, 2]),
        "means": np.array([[0.0], [1.0], [4.0]]),
        "variances": np.array([[0.0], [0.25], [1.0]]),
    },
}

VALUES = ("unequal", "many", "some_empty")
CHECKS = (
    *sample_checks(value_check("sample_two", 2), edge_check("sample_empty_first")),
    *statistics_checks(
        UsualProbes(values=VALUES, single=("one_device",), pure=VALUES),
        edge_check("empty", "first_empty", "last_empty"),
        edge_check("one_device"),
        edge_check("single_values"),
        stability=(Check("stability.offset", Group.STABILITY, Severity.M, 2, ("float32", "float32_many")),),
    ),
)


def devices_of(inputs: Inputs) -> int:
    """K, how many parts are summed."""
    return len(next(arrays_in(inputs["means"])))


def possible(inputs: Inputs) -> Inputs | None:
    """The inputs, unless there is nothing in them; a device without values has no mean and no variance."""
    counts, means, variances = (next(arrays_in(inputs[name])) for name in ("counts", "means", "variances"))
    if (counts < 0).any() or not counts.sum() or (variances < 0).any():
        return None
    empty = (counts == 0)[:, None]
    zeroed = {"means": np.where(empty, 0, means), "variances": np.where(empty, 0, variances)}
    return {"counts": counts, **{name: array.astype(means.dtype) for name, array in zeroed.items()}}


TASK = Task(
    id="bn-sync",
    title="Combine the statistics of several devices",
    script=OneCall(
        "combine_statistics", ("counts", "means", "variances"), (Output("mean"), Output("variance"))
    ),
    reference=combine_statistics,
    bounds=combining_bounds,
    forms=COMBINING_FORMS,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    modules=(__name__,),
    starter_code=STARTER,
    wrong=WrongFamily(combine_statistics, combined, COMBINING),
    lead="means",
    count=devices_of,
    axes={"counts": ("k",), "means": ("kc",), "variances": ("kc",)},
    legal=possible,
)
