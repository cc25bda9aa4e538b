"""Whether code is right, decided without the grader: by PyTorch in float64, by definition where it has none.

Only the sandbox is shared. The inputs are drawn here, the expected values come from PyTorch and autograd, and
closeness is a plain relative error. What a task's statement promises beside values is asked too: shapes,
arguments left alone, other memory orders, float32, and the odd inputs it names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np

from grader.sandbox.outcome import Raised, Returned, Run, Stopped
from grader.sandbox.program import Probe, Step, Stream

Array: TypeAlias = Any
CLOSE = 1e-8  # right code in float64 is nearer than this on well-conditioned inputs
FAR = 1e-6  # and what is farther than this is no rounding


class Decision(StrEnum):
    """What is decided about a source."""

    RIGHT = "right"
    WRONG = "wrong"
    BETWEEN = "between"


@dataclass(frozen=True)
class Question:
    """A probe, and what must come back of it: an array per output, None where the task says nothing.

    `unchanged` are the steps whose arguments must be left alone; where `returns_only`, values are not asked.
    """

    probe: Probe
    expected: tuple[Array | None, ...]
    unchanged: tuple[int, ...] = (0,)
    returns_only: bool = False


def decide(questions: Sequence[Question], run: Run) -> tuple[Decision, str]:
    """The worst answer decides; a sentence says why."""
    if run.invalid is not None:
        return Decision.WRONG, run.invalid
    worst, at = 0.0, ""
    for question, result in zip(questions, run.results, strict=True):
        if isinstance(result, Raised | Stopped):
            what = result.error if isinstance(result, Raised) else result.message
            return Decision.WRONG, f"{question.probe.id}: {what}"
        problem, error = judged(question, result)
        if problem:
            return Decision.WRONG, f"{question.probe.id}: {problem}"
        if error > worst:
            worst, at = error, f"{question.probe.id}: relative error {error:.1e}"
    if worst <= CLOSE:
        return Decision.RIGHT, at
    return (Decision.WRONG if worst > FAR else Decision.BETWEEN), at


def judged(question: Question, result: Returned) -> tuple[str, float]:
    """What is wrong with an answer in kind, or how far its values are off."""
    steps = question.probe.steps
    for place in question.unchanged:
        for given, left in zip(steps[place].args, result.args_after[place], strict=True):
            if not alike(given, left):
                return "an argument was changed", np.inf
    answers = outputs(steps, result)
    if len(answers) != len(question.expected):
        return f"{len(answers)} outputs for {len(question.expected)}", np.inf
    worst = 0.0
    for got, want in zip(answers, question.expected, strict=True):
        if want is None:
            continue
        if isinstance(got, float | int) and not isinstance(got, bool):
            got = np.asarray(float(got))
        if not isinstance(got, np.ndarray) or got.dtype.kind not in "fiu" or got.shape != want.shape:
            return f"{describe(got)} for an array of shape {want.shape}", np.inf
        if not question.returns_only:
            worst = max(worst, relative_error(got, want))
    return "", worst


def outputs(steps: Sequence[Step], result: Returned) -> list[Any]:
    """What the asking steps gave back, in order; a constructor and a switch of mode have nothing to say."""
    values: list[Any] = []
    for step, value in zip(steps, result.values, strict=True):
        if step.op in ("call", "get") or step.name in ("__call__", "backward"):
            values.extend(value if isinstance(value, tuple | list) else [value])
    return values


def relative_error(got: Array, want: Array) -> float:
    """The largest error over the largest value, or over 1 where nothing but zeros is owed."""
    if not want.size:
        return 0.0
    scale = np.abs(want).max() or 1.0
    with np.errstate(all="ignore"):
        error = np.abs(np.asarray(got, dtype=np.float64) - want).max() / scale
    return float(error) if np.isfinite(error) else np.inf


def describe(value: Any) -> str:
    """A word on what came."""
    return f"shape {value.shape}" if isinstance(value, np.ndarray) else type(value).__name__


def alike(given: Any, left: Any) -> bool:
    """Whether an argument is what it was; a stream is used up and says nothing."""
    if isinstance(given, np.ndarray):
        return isinstance(left, np.ndarray) and given.dtype == left.dtype and np.array_equal(given, left)
    return True


def call(name: str, entry_point: str, args: Sequence[Any], expected: Sequence[Array | None]) -> Question:
    """One call of a function."""
    return Question(Probe(name, (Step("call", entry_point, tuple(args)),)), tuple(expected))


def in_float32(question: Question) -> Question:
    """The same in float32, where it has to return and leave its arguments alone."""
    (step,) = question.probe.steps
    args = tuple(as_float32(arg) for arg in step.args)
    probe = Probe(f"{question.probe.id}, float32", (Step("call", step.name, args),))
    return Question(probe, question.expected, returns_only=True)


def as_float32(value: Any) -> Any:
    """Floating arrays in float32."""
    if isinstance(value, Stream):
        return Stream(tuple(as_float32(array) for array in value.values))
    return value.astype(np.float32) if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value


def reordered(question: Question) -> list[Question]:
    """The same values in Fortran order and with gaps between them."""
    (step,) = question.probe.steps
    orders = {"Fortran order": np.asfortranarray, "strided": with_gaps}
    return [
        Question(
            Probe(
                f"{question.probe.id}, {name}",
                (Step("call", step.name, tuple(arranged(arg, order) for arg in step.args)),),
            ),
            question.expected,
        )
        for name, order in orders.items()
    ]


def arranged(value: Any, order: Any) -> Any:
    """Floating arrays in another memory order."""
    if isinstance(value, Stream):
        return Stream(tuple(arranged(array, order) for array in value.values))
    return order(value) if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value


def with_gaps(array: Array) -> Array:
    """The array as every third value of a larger one along its last axis."""
    wide = np.full((*array.shape[:-1], 3 * array.shape[-1]), 7.0, dtype=array.dtype)
    wide[..., ::3] = array
    return wide[..., ::3]
