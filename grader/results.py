"""What grading returns: plain values that know nothing of HTTP, databases or sandboxes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from grader.json_values import json_ready
from grader.verdict import Verdict


class Severity(StrEnum):
    """How much a mistake matters: a wrong concept, a wrong result in common use, a convention."""

    H = "H"
    M = "M"
    L = "L"


@dataclass(frozen=True)
class CheckOutcome:
    """One named property and whether the submission has it."""

    id: str
    group: str
    severity: Severity
    required: bool
    weight: float
    passed: bool
    detail: str
    sample: bool = False  # made of visible samples only, so a candidate may see it


@dataclass(frozen=True)
class Diagnosis:
    """The misconception whose outputs the submission reproduces."""

    id: str
    slug: str
    title: str
    severity: Severity
    probes_matched: int
    probes_separating: int
    equivalent: tuple[str, ...] = ()
    explanation: str = ""


@dataclass(frozen=True)
class Counterexample:
    """A small input on which the submission fails a check; values are JSON-ready.

    `expected` is null where nothing is judged, `got` where no array came; `detail` says what differs, and
    which act of a sequence it is. For arguments changed in place they show these before and after the call.
    `arrays` is the dtype, and the memory order where it is another than C order.
    """

    inputs: Mapping[str, Any]
    expected: Any
    got: Any
    check: str
    detail: str
    arrays: str


@dataclass(frozen=True)
class Receipt:
    """What is needed to recompute the verdict, and what may have changed when it comes out otherwise.

    `source_sha256` is None for a file that was refused unread. `digest` is a SHA-256 over the whole report
    but for its resources; empty until the report is complete.
    """

    task_version: str
    grader_version: str
    numpy_version: str
    python_version: str
    machine: str
    seed: int
    kind: str
    source_sha256: str | None = None
    digest: str = ""


@dataclass(frozen=True)
class Resources:
    """What the run used; informative, never part of verdict or score."""

    cpu_ms: float
    wall_ms: float
    peak_memory_mib: float
    cost_ratio: float | None = None


@dataclass(frozen=True)
class GradeReport:
    """One graded submission. `score` is in 0..1; `to_json` is the shape of `bn-assess grade --json`."""

    task: str
    verdict: Verdict
    score: float
    checks: tuple[CheckOutcome, ...]
    receipt: Receipt
    resources: Resources
    diagnosis: tuple[Diagnosis, ...] = ()
    counterexample: Counterexample | None = None
    output: str = ""
    message: str = ""


def to_json(report: GradeReport) -> dict[str, Any]:
    """The report as `bn-assess grade --json` prints it; NaN and infinities are strings."""
    ready: dict[str, Any] = json_ready(asdict(report))
    return ready
