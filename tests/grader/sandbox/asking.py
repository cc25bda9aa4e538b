"""Short ways to put a question to the sandbox."""

from typing import Any

from grader.sandbox.outcome import Returned, Run, Sandbox, Stopped
from grader.sandbox.program import Limits, Probe, Step, Value
from grader.verdict import Verdict

HONEST = """
import numpy as np

def f(x):
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 0.1)
"""


def ask(sandbox: Sandbox, source: str, *args: Value, limits: Limits | None = None) -> Run:
    """Run one probe that calls `f(*args)`."""
    probe = Probe("p", (Step("call", "f", args),))
    return sandbox.run(source, ["f"], [probe], limits or Limits())


def returned(run: Run) -> Returned:
    """Return the run's only result, which must be a value."""
    assert run.invalid is None, run.invalid
    (result,) = run.results
    assert isinstance(result, Returned), result
    return result


def value_of(run: Run) -> Any:
    """Return the value of the only step of the only probe."""
    (value,) = returned(run).values
    return value


def stopped(run: Run) -> tuple[Verdict, str]:
    """Return why the run's only probe was ended."""
    assert run.invalid is None, run.invalid
    (result,) = run.results
    assert isinstance(result, Stopped), result
    return result.verdict, result.message
