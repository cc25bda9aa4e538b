"""float32 far from zero, constant, sorted, binary, one value, 20,000 values: what may be lost there."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from grader.batches import kappa
from grader.cases import Case
from grader.checks import VALUE_GROUPS
from grader.draw import draw
from grader.grading import grade
from grader.kernels.channels import Array, as_rows, from_rows
from grader.mutants.all import ALL
from grader.mutants.template import Mutant
from grader.task import Task
from grader.tasks import TASKS
from tests.grader.unlocked import UnlockedSandbox

FAR_FROM_ZERO = [task for task in TASKS.values() if task.offset_probes]
CANCELLING = [mutant for mutant in ALL if mutant.ids == ("S12",)]
LONG = [("bn-forward", "long_binary_float32"), ("bn-forward-nchw", "long_binary_float32")]


def in_lanes(rows: Array, lanes: int) -> Array:
    """Column sums by `lanes` partial sums, each added sequentially, as vector units and BLAS do it."""
    whole = len(rows) // lanes * lanes
    total: Array = np.zeros_like(rows[0])
    partial = np.add.accumulate(rows[:whole].reshape(-1, lanes, rows.shape[1]), axis=0)[-1]
    for part in (*partial, *rows[whole:]):
        total = total + part
    return total


def normalised_in_other_orders(case: Case) -> Iterator[Array]:
    """y by two passes in float32, summed in 1 to 128 lanes, divided by n before the sum or after it."""
    inputs: Mapping[str, Any] = case.inputs
    x, gamma, beta, eps = (inputs[name] for name in ("x", "gamma", "beta", "eps"))
    rows = as_rows(x)
    n = np.float32(len(rows))
    for lanes in (1, 2, 4, 8, 16, 32, 64, 128):
        for early in (1 / n, np.float32(1)):
            centred = rows - in_lanes(rows, lanes) / n
            variance = in_lanes(centred * centred * early, lanes) / (n * early)
            yield from_rows(gamma * (centred / np.sqrt(variance + eps)) + beta, x)


@pytest.mark.parametrize(("task", "family"), LONG)
def test_no_order_of_summation_costs_points_on_values_that_repeat(task: str, family: str) -> None:
    graded = TASKS[task]
    drawn = next(f for f in graded.families if f.id == family)
    for seed in range(12):
        case = Case(graded, family, drawn.inputs(seed, 0))
        (wanted,), (tolerance,) = case.expected, case.stability_tolerances
        for y in normalised_in_other_orders(case):
            assert wanted.excess(wanted.error(y), tolerance).max() <= 1, seed


@pytest.mark.parametrize("task", FAR_FROM_ZERO, ids=lambda task: task.id)
def test_every_task_on_a_batch_asks_what_float32_finds_hard(task: Task) -> None:
    drawn = {case.id: case.inputs for case in draw(task, 3)}
    rows = {name: as_rows_of(inputs) for name, inputs in drawn.items()}
    far = kappa(rows["offset_3000"], 1e-5)
    assert 3_000 <= far.min() <= far.max() <= 10_000 * 1.01
    assert len(rows["one_value_float32"]) == 1
    assert not np.ptp(rows["constant_float32"], axis=0).any()
    assert (np.diff(rows["sorted_float32"], axis=0) >= 0).all()
    assert set(np.unique(rows["binary_float32"])) == {0, 1}
    assert set(np.unique(rows["long_binary_float32"])) == {0, 1}
    assert len(rows["long_float32"]) == len(rows["long_binary_float32"]) == 20_000
    assert {array.dtype.name for name, array in rows.items() if name.endswith("float32")} == {"float32"}


def as_rows_of(inputs: Mapping[str, Any]) -> Array:
    """x as one row a value; of sequences the marked elements."""
    x: Array = inputs["x"]
    return x[inputs["mask"]] if "mask" in inputs else as_rows(x)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("mutant", CANCELLING, ids=str)
def test_one_pass_variance_costs_stability_alone_and_is_told_why(mutant: Mutant) -> None:
    report = grade(TASKS[mutant.task], mutant.source, seed=21, sandbox=UnlockedSandbox())
    failed = {check.group for check in report.checks if not check.passed}
    assert failed == {"stability"}
    assert report.verdict == "accepted"
    assert all(check.passed for check in report.checks if check.group in VALUE_GROUPS)
    assert report.score == 0.7
    (diagnosis,) = report.diagnosis
    assert diagnosis.id == "S12"
    assert "E[x^2]" in diagnosis.title + diagnosis.explanation


def test_one_pass_variance_is_tried_on_every_task_that_can_show_it() -> None:
    shown = {mutant.task for mutant in CANCELLING}
    assert shown == {task.id for task in FAR_FROM_ZERO if not task.id.startswith("bn-debug")}
