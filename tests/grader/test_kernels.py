from typing import Any

import mpmath
import numpy as np
import pytest

from grader.cases import Case
from grader.kernels.backward import batch_norm_backward
from grader.kernels.channels import Array, as_rows, from_rows
from grader.kernels.forms import BACKWARD_FORMS, CANCELLING_WAYS, FORWARD_FORMS, RIGHT_WAYS
from grader.kernels.forward import batch_norm
from grader.kernels.oracle import WIDE
from grader.tasks import TASKS

SMALL = [
    (task, family.id)
    for task in ("bn-forward", "bn-inference", "bn-backward")
    for family in TASKS[task].families
    if family.id
    not in (
        "offset_10000",
        "sorted_float32",
        "binary_float32",
        "long_float32",
        "long_binary_float32",
    )
]


def exact(array: Array) -> list[Any]:
    return [mpmath.mpf(float(v)) for v in array]


def column_moments(column: list[Any]) -> tuple[Any, Any]:
    mean = mpmath.fsum(column) / len(column)
    return mean, mpmath.fsum((v - mean) ** 2 for v in column) / len(column)


def exact_outputs(inputs: dict[str, Any]) -> tuple[list[Any], ...]:
    """Every output, column by column, from the definitions, in 60 digits."""
    x, eps = as_rows(inputs["x"]), mpmath.mpf(inputs["eps"])
    gamma = exact(inputs["gamma"])
    y: list[Any] = []
    dx: list[Any] = []
    dgamma, dbeta = [], []
    for d, column in enumerate(exact(c) for c in x.T):
        mean, variance = column_moments(column)
        if "running_mean" in inputs:
            mean, variance = (exact(inputs[name])[d] for name in ("running_mean", "running_var"))
        sigma = mpmath.sqrt(variance + eps)
        xhat = [(v - mean) / sigma for v in column]
        if "dout" not in inputs:
            y += [gamma[d] * v + exact(inputs["beta"])[d] for v in xhat]
            continue
        dy = exact(as_rows(inputs["dout"])[:, d])
        dgamma.append(mpmath.fsum(a * b for a, b in zip(dy, xhat, strict=True)))
        dbeta.append(mpmath.fsum(dy))
        n = len(dy)
        dx += [
            gamma[d] / sigma * (a - dbeta[-1] / n - b * dgamma[-1] / n) for a, b in zip(dy, xhat, strict=True)
        ]
    return (dx, dgamma, dbeta) if dx else (y,)


@pytest.mark.parametrize(("task", "family"), SMALL)
def test_the_oracle_is_within_two_units_in_the_last_place_of_the_exact_value(task: str, family: str) -> None:
    drawn = next(f for f in TASKS[task].families if f.id == family)
    inputs = dict(drawn.inputs(11, 0))
    got = TASKS[task].expected(inputs)
    with mpmath.workdps(60):
        for array, wanted in zip(got, exact_outputs(inputs), strict=True):
            columns = as_rows(array).T.ravel() if array.ndim > 1 else array
            for value, true in zip(columns, wanted, strict=True):
                assert abs(mpmath.mpf(float(value)) - true) <= 2 * np.spacing(abs(float(true)) + 1e-30)


def test_the_gradient_equals_central_differences_in_extended_precision() -> None:
    rng = np.random.default_rng(3)
    shape, eps, step = (3, 2, 2, 3), 0.07, WIDE(1e-6)
    x, dout = (rng.standard_normal(shape).astype(WIDE) for _ in range(2))
    gamma, beta = (rng.standard_normal(2).astype(WIDE) for _ in range(2))

    def slope(wrt: Array, index: tuple[int, ...]) -> Any:
        sides = []
        for sign in (1, -1):
            held = wrt[index]
            wrt[index] = held + sign * step
            sides.append((dout * batch_norm(x, gamma, beta, eps)).sum())
            wrt[index] = held
        return (sides[0] - sides[1]) / (2 * step)

    gradients = batch_norm_backward(dout, x, gamma, eps)
    for wrt, gradient in zip((x, gamma, beta), gradients, strict=True):
        numeric = np.array([slope(wrt, index) for index in np.ndindex(wrt.shape)]).reshape(wrt.shape)
        assert np.abs(numeric - gradient).max() < 1e-10


def test_rows_go_back_to_where_they_came_from() -> None:
    x = np.arange(120.0).reshape(2, 3, 4, 5)
    assert np.array_equal(from_rows(as_rows(x), x), x)
    assert np.array_equal(as_rows(x)[:, 1], x[:, 1].ravel())


@pytest.mark.parametrize("task", ["bn-forward", "bn-backward"])
@pytest.mark.parametrize("way", [*RIGHT_WAYS, *CANCELLING_WAYS])
def test_every_form_agrees_with_the_reference_in_float64(task: str, way: Any) -> None:
    forms: tuple[Any, ...] = FORWARD_FORMS if task == "bn-forward" else BACKWARD_FORMS
    case = Case(TASKS[task], "nd", TASKS[task].families[0].inputs(1, 0))
    for form in forms:
        for got, want in zip(form(way, **case.inputs), case.expected, strict=True):
            assert (np.abs(got - want.value) <= want.bound.allowance(1e-13)).all()
