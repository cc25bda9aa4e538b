"""Receipts: what a verdict rests on, sealed with a digest, and what differs when it is computed again."""

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader import __version__
from grader.results import GradeReport, Receipt, to_json
from grader.task import Task

VERSIONS = ("task_version", "grader_version", "numpy_version", "python_version", "machine")
ABSENT = "(none)"


@dataclass(frozen=True)
class Difference:
    """A value that is not what it was, and where in the report it stands."""

    where: str
    before: Any
    now: Any


def receipt(task: Task, *, seed: int, kind: str) -> Receipt:
    """The receipt of a grading on this machine, not yet sealed."""
    return Receipt(
        task_version=task.version,
        grader_version=__version__,
        numpy_version=np.__version__,
        python_version=platform.python_version(),
        machine=platform.machine(),
        seed=seed,
        kind=kind,
    )


def source_hash(source: str) -> str:
    """SHA-256 of a source as UTF-8."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(report: GradeReport, source: str | None = None) -> GradeReport:
    """The report with the hash of its source and the digest over it."""
    of_source = None if source is None else source_hash(source)
    named = replace(report, receipt=replace(report.receipt, source_sha256=of_source))
    return replace(named, receipt=replace(named.receipt, digest=digest(to_json(named))))


def digest(report: Mapping[str, Any]) -> str:
    """SHA-256 over a report in JSON but for its resources, which no second run repeats, and the digest."""
    kept = {name: value for name, value in report.items() if name != "resources"}
    kept["receipt"] = {name: value for name, value in report["receipt"].items() if name != "digest"}
    text = json.dumps(canonical(kept), sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(value: Any) -> Any:
    """JSON with one way to write a number: databases turn -0.0 into 0 and 1e22 into an integer."""
    if isinstance(value, Mapping):
        return {name: canonical(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [canonical(entry) for entry in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """What differs in two reports in JSON: what was found, without versions, resources and digest."""
    parts = [name for name in now if name not in ("receipt", "resources")]
    pairs = ((name, canonical(before.get(name, ABSENT)), canonical(now[name])) for name in parts)
    return [found for pair in pairs for found in differing(*pair)]


def changed_versions(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """The versions in two receipts that are not the same."""
    return [
        Difference(name, before.get(name), now[name]) for name in VERSIONS if before.get(name) != now[name]
    ]


def differing(where: str, before: Any, now: Any) -> Iterator[Difference]:
    """The smallest parts of a value that are not what they were; checks and diagnoses go by their ids."""
    if isinstance(before, list) and isinstance(now, list) and all(has_id(e) for e in (*before, *now)):
        before, now = ({entry["id"]: entry for entry in entries} for entries in (before, now))
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for name in dict.fromkeys((*before, *now)):
            yield from differing(f"{where}.{name}", before.get(name, ABSENT), now.get(name, ABSENT))
    elif type(before) is not type(now) or before != now:
        yield Difference(where, before, now)


def has_id(entry: Any) -> bool:
    """Whether an entry of a list is known by an id."""
    return isinstance(entry, Mapping) and isinstance(entry.get("id"), str)
