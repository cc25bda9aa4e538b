"""A sandbox without a lock, for tests of the judging alone: the submission runs in this process."""

import io
import traceback
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from typing import Any

import numpy as np

from grader.sandbox.outcome import Raised, Returned, Run, Unusable
from grader.sandbox.program import Limits, Probe, Rng, Step, Stream

PLAIN = (bool, int, float, str, type(None))


class UnlockedSandbox:
    """Implements `Sandbox` by `exec`. It protects nothing, so only tests may use it, on their own sources."""

    def run(self, source: str, names: Sequence[str], probes: Sequence[Probe], limits: Limits) -> Run:
        """Load the source and put the probes to it, as the locked sandbox does."""
        space: dict[str, Any] = {"__name__": "submission"}
        printed = io.StringIO()
        with redirect_stdout(printed), np.errstate(all="ignore"):
            invalid = load(source, names, space)
            results = [] if invalid else [ask(space, probe) for probe in probes]
        return Run(results, invalid, printed.getvalue()[: limits.output_bytes], 1.0, 1.0, 1.0)

    def close(self) -> None:
        """Nothing was started."""


def load(source: str, names: Sequence[str], space: dict[str, Any]) -> str | None:
    """Run the module; the reason why there is none to ask."""
    try:
        exec(compile(source, "submission.py", "exec", dont_inherit=True), space)
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}"
    except Exception as error:
        return f"it raised when it was loaded: {type(error).__name__}: {error}"
    missing = [name for name in names if name not in space]
    return f"it does not define {', '.join(missing)}" if missing else None


def ask(space: dict[str, Any], probe: Probe) -> Returned | Raised:
    """One probe on fresh copies of its arguments."""
    subject: Any = None
    values, given = [], []
    for place, step in enumerate(probe.steps):
        args = [copied(arg) for arg in step.args]
        given.append(args)
        try:
            subject, value = act(space, subject, step, [live(arg) for arg in args])
        except Exception as error:
            own = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == "submission.py"]
            line = f"{type(error).__name__}: {error}".splitlines()[0]
            return Raised(probe.id, place, line, "".join(traceback.format_list(own)))
        values.append(passed_out(value))
    return Returned(probe.id, tuple(values), tuple(tuple(map(passed_out, args)) for args in given))


def act(space: dict[str, Any], subject: Any, step: Step, args: list[Any]) -> tuple[Any, Any]:
    """The probe's object after the step, and the step's value."""
    if step.op == "call":
        return subject, space[step.name](*args)
    if step.op == "new":
        return space[step.name](*args), None
    if step.op == "set":
        setattr(subject, step.name, args[0])
        return subject, None
    if step.op == "invoke":
        return subject, getattr(subject, step.name)(*args)
    return subject, getattr(subject, step.name)


def copied(value: Any) -> Any:
    """A copy that keeps an array's strides."""
    if not isinstance(value, np.ndarray) or not value.size:
        return value
    low, high = np.lib.array_utils.byte_bounds(value)
    copy: np.ndarray = np.ndarray(value.shape, value.dtype, bytearray(high - low), 0, value.strides)
    copy[...] = value
    return copy


def live(value: Any) -> Any:
    """The argument as the submission sees it."""
    if isinstance(value, Rng):
        return np.random.default_rng(value.seed)
    return once(value) if isinstance(value, Stream) else value


def once(stream: Stream) -> Iterator[np.ndarray]:
    """The stream's arrays, one time."""
    yield from (array.copy() for array in stream.values)


def passed_out(value: Any) -> Any:
    """What may leave, or a word for what it was."""
    if isinstance(value, np.ndarray | np.generic):
        array = np.array(value)
        known = array.dtype.kind in "biuf" and array.dtype.itemsize <= 8
        return array if known else Unusable(f"an array of {array.dtype.name}")
    if isinstance(value, (Rng, Stream, *PLAIN)):
        return value
    if isinstance(value, tuple | list):
        entries = tuple(map(passed_out, value))
        return next((entry for entry in entries if isinstance(entry, Unusable)), entries)
    return Unusable(type(value).__name__)
