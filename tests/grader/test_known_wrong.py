from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from grader.draw import ProbesUntelling, cancellation_shows, draw
from grader.kernels.channels import Array
from grader.kernels.oracle import WIDE
from grader.kill_matrix import kill_matrix
from grader.known_wrong.applicable import ALL
from grader.known_wrong.kernel import RIGHT, Kernel, backward, forward
from grader.misconceptions import CATALOGUE
from grader.task import Task
from grader.tasks import TASKS

FORWARD_TASK = TASKS["bn-forward"]
FORWARD_IDS = [name for name in ALL if name[0] in "SEN" and name not in ("E03", "E05", "N03")]


@pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.id)
def test_the_family_without_a_change_is_the_reference(task: Task) -> None:
    assert task.wrong is not None
    for case in draw(task, 4):
        if case.id not in task.value_probes:
            continue
        answer = task.wrong.outputs(task.wrong.right, case.inputs)
        assert answer is not None
        for got, want in zip(answer, case.expected, strict=True):
            assert want.excess(want.error(got), 1e-12).max() <= 1, case.id


@pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.id)
def test_every_kernel_is_told_from_the_reference_and_from_every_other(task: Task) -> None:
    matrix = kill_matrix(task, range(2))
    assert matrix.undecided == ()
    assert len(matrix.names) - 1 >= 6


@pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.id)
def test_a_class_is_listed_only_where_its_kernels_are_equal(task: Task) -> None:
    matrix = kill_matrix(task, [0])
    for lowest, *others in task.classes:
        assert all(matrix.between(lowest, other) <= 1e-3 for other in others)
        assert lowest == min([lowest, *others], key=list(ALL).index)


def test_families_too_weak_to_tell_right_from_wrong_are_refused() -> None:
    kept = ("one_row", "offset_300", "offset_3000")
    weak = replace(FORWARD_TASK, families=tuple(f for f in FORWARD_TASK.families if f.id in kept))
    with pytest.raises(ProbesUntelling, match="leave a wrong kernel alive"):
        draw(weak, 1)


def small_images(seed: int) -> tuple[Array, Array, Array, Array]:
    rng = np.random.default_rng(seed)
    scale = np.array([0.5, 2.0, 3.0]).reshape(1, 3, 1, 1)
    x = rng.standard_normal((2, 3, 2, 3)) * scale + 2 * scale
    dout = rng.standard_normal(x.shape)
    return tuple(a.astype(WIDE) for a in (x, dout, rng.uniform(0.5, 2, 3), rng.uniform(0.5, 2, 3)))  # type: ignore[return-value]


@pytest.mark.parametrize("name", FORWARD_IDS)
def test_a_wrong_forward_has_its_own_exact_gradient(name: str) -> None:
    x, dout, gamma, beta = small_images(3)
    eps, step = 0.07, WIDE(1e-7)
    for change in ALL[name]:
        kernel = change(RIGHT)

        def loss(x: Array, gamma: Array = gamma, kernel: Kernel = kernel) -> Any:
            return (dout * forward(kernel, x, gamma, beta, eps)[0]).sum()

        try:
            dx, dgamma, _ = backward(kernel, dout, x, gamma, eps)
        except ValueError:
            assert name == "S05"
            continue
        for index in np.ndindex(x.shape):
            moved = x.copy()
            moved[index] += step
            back = x.copy()
            back[index] -= step
            numeric = (loss(moved) - loss(back)) / (2 * step)
            assert abs(numeric - dx[index]) < 1e-7 * (1 + abs(dx[index])), index
        for one, slope in zip(np.eye(3, dtype=WIDE), dgamma, strict=True):
            numeric = (loss(x, gamma + step * one) - loss(x, gamma - step * one)) / (2 * step)
            assert abs(numeric - slope) < 1e-7 * (1 + abs(slope))


@pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.id)
def test_every_id_of_a_task_is_in_the_catalogue(task: Task) -> None:
    assert set(task.known_wrong) <= CATALOGUE.keys()
    for name in task.known_wrong:
        entry = CATALOGUE[name]
        assert entry.title[0].isupper()
        assert entry.explanation.count(". ") >= 1
        assert entry.explanation.endswith(".")


@pytest.mark.parametrize("task", [task for task in TASKS.values() if task.offset_probes], ids=lambda t: t.id)
def test_one_pass_variance_fails_on_the_offset_probes_of_every_drawn_set(task: Task) -> None:
    for seed in range(3):
        cases = {case.id: case for case in draw(task, seed)}
        assert all(cancellation_shows(cases[name]) for name in task.offset_probes)
