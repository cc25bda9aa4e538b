"""Diagnoses that come from checks of their own: changed arguments, lower precision, cancellation."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from grader.bounds import float64
from grader.cases import Played
from grader.checks import changed_arguments
from grader.compare import VALUE_TOLERANCE, unit_roundoff
from grader.kernels.channels import Array
from grader.nested import map_floats
from grader.results import CheckOutcome
from grader.task import Task

IN_PLACE = {"x": "P01", "dout": "P02"}
ROUNDING_SLACK = 64.0  # in units of u B: right code in a lower precision stays below it on a value probe
CANCELLATION_GROWTH = 30.0  # between the tenfold of any right form and the hundredfold of E[x^2] - E[x]^2

Named: TypeAlias = Mapping[str, Played]
Count: TypeAlias = int


def changed_in_place(played: Named) -> Iterator[tuple[str, Count]]:
    """P01, P02: which of x and dout the code wrote into, and on how many probes."""
    for argument, name in IN_PLACE.items():
        probes = sum(argument in changed_arguments(entry) for entry in played.values())
        if probes:
            yield name, probes


def promoted(played: Named) -> Count:
    """P05: on how many probes float32 went in and float64 came out; 0 unless on all of them."""
    float32 = [p for p in played.values() if not p.failure and p.case.dtype == np.float32]
    everywhere = all(
        answer.array is not None and answer.array.dtype == np.float64
        for entry in float32
        for output, answer in zip(entry.case.outputs, entry.answers, strict=True)
        if output.like_x
    )
    return len(float32) if everywhere else 0


def in_float32(task: Task, played: Named) -> Count:
    """P03: values no better than float32 can hold, and no worse than right code in it gives."""
    u = unit_roundoff(np.dtype(np.float32))
    errors = list(relative_errors(task, played))
    return len(valued(task, played)) if all(error <= ROUNDING_SLACK * u for error in errors) else 0


def in_float16(task: Task, played: Named) -> Count:
    """P04: values as near as float16 comes, and made of its numbers or of inputs rounded to them."""
    u = unit_roundoff(np.dtype(np.float16))
    if not all(error <= ROUNDING_SLACK * u for error in relative_errors(task, played)):
        return 0
    entries = valued(task, played)
    held = all(holds_float16(answer.array) for entry in entries for answer in entry.answers)
    return len(entries) if held or all(from_rounded_x(entry) for entry in entries) else 0


def holds_float16(array: Array | None) -> bool:
    """Whether every number is one that float16 has."""
    with np.errstate(over="ignore"):
        return array is not None and bool(np.all(array.astype(np.float16) == array))


def from_rounded_x(entry: Played) -> bool:
    """Whether the answer is right for inputs rounded to float16."""
    case = entry.case
    rounded = map_floats(lambda a: a.astype(np.float16).astype(a.dtype), case.inputs)
    for answer, right, want in zip(entry.answers, case.task.expected(rounded), case.expected, strict=True):
        got = answer.fitted(right.shape)
        if got is None or not (np.abs(got - right) <= want.bound.allowance(VALUE_TOLERANCE)).all():
            return False
    return True


def cancels(task: Task, played: Named) -> bool:
    """S12: ten times the offset, some hundred times the error, or NaN."""
    if not task.offset_probes:
        return False
    near, far = (played[name] for name in task.offset_probes)
    errors = [worst_error(entry) for entry in (near, far)]
    if errors[0] is None or errors[1] is None:
        return False
    return errors[1] == np.inf or errors[1] >= CANCELLATION_GROWTH * errors[0] > 0


def worst_error(entry: Played) -> float | None:
    """The root mean square error over the outputs like x; infinite for NaN, None where none came."""
    for output, want, answer in zip(entry.case.outputs, entry.case.expected, entry.answers, strict=True):
        if output.like_x:
            got = answer.fitted(want.value.shape)
            if got is None:
                return None
            with np.errstate(all="ignore"):
                error = float(np.sqrt(np.mean((float64(got) - want.value) ** 2)))
            return error if np.isfinite(error) else np.inf
    return None


def relative_errors(task: Task, played: Named) -> Iterator[float]:
    """Per output of every value probe, the smallest tolerance that allows it."""
    for entry in valued(task, played):
        for want, answer in zip(entry.case.expected, entry.answers, strict=True):
            got = answer.fitted(want.value.shape)
            if got is None:
                yield np.inf
            else:
                yield want.bound.needed(want.error(got))


def valued(task: Task, played: Named) -> Sequence[Played]:
    """The value probes that were played."""
    return [played[name] for name in task.value_probes if name in played]


def failed_groups(checks: Sequence[CheckOutcome]) -> frozenset[str]:
    """The groups of the failed checks."""
    return frozenset(check.group for check in checks if not check.passed)
