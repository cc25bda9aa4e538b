"""What the sandbox answers: per probe what came back, and for the run what it used."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from grader.sandbox.program import Limits, Probe, Value
from grader.verdict import Verdict


@dataclass(frozen=True)
class Returned:
    """The probe ran through. `values` has one entry a step, `args_after` the arguments as the code left them.

    A value of a kind that may not leave the sandbox is an `Unusable`.
    """

    probe_id: str
    values: tuple["Value | Unusable", ...]
    args_after: tuple[tuple["Value | Unusable", ...], ...]


@dataclass(frozen=True)
class Unusable:
    """A result that is no number, array, text or sequence of those; `kind` says what came instead."""

    kind: str


@dataclass(frozen=True)
class Raised:
    """The submission raised in this probe: `error` is one line, `traceback` shows its own lines only."""

    probe_id: str
    step: int
    error: str
    traceback: str


@dataclass(frozen=True)
class Stopped:
    """The probe was ended for `verdict` (a limit, a crash); `message` carries the figure."""

    probe_id: str
    verdict: Verdict
    message: str


@dataclass(frozen=True)
class Run:
    """All probes of one submission, in the order asked.

    `invalid` is the reason why the source could not even be loaded (a syntax error, a missing name, an
    exception at import); `results` is then empty.
    """

    results: Sequence[Returned | Raised | Stopped]
    invalid: str | None
    output: str
    cpu_ms: float
    wall_ms: float
    peak_memory_mib: float


class SandboxMissing(Exception):
    """This host cannot lock a process down; the message says what is missing and what to do."""


class SandboxFailed(Exception):
    """The sandbox itself failed, through no fault of the submission: grade again, never blame the code."""


class Sandbox(Protocol):
    """Runs a submission's probes behind the lock. `names` must be defined by the source."""

    def run(self, source: str, names: Sequence[str], probes: Sequence[Probe], limits: Limits) -> Run:
        """Raise SandboxFailed when the sandbox, not the submission, is at fault."""
        ...

    def close(self) -> None:
        """End every process the sandbox started."""
        ...
