"""Turn what Pydantic says of a file into findings with its line and a hint."""

import difflib
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from question_bank.findings import Finding
from question_bank.item import ITEM_TYPES
from question_bank.marked_yaml import Marked, Place

T = TypeVar("T")


def validate(adapter: TypeAdapter[T], marked: Marked, file: str, findings: list[Finding]) -> T | None:
    """Return `marked` as the adapter's type, or None and say why in `findings`."""
    try:
        return adapter.validate_python(marked.data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        fields = {str(detail["loc"][-1]) for detail in details if detail["type"] == "missing"}
        findings.extend(_finding(detail, marked, file, fields) for detail in details)
        return None


def _finding(detail: ErrorDetails, marked: Marked, file: str, missing: set[str]) -> Finding:
    place: Place = tuple(part for part in detail["loc"] if part not in ITEM_TYPES)
    name = ".".join(map(str, place)) or "the file"
    message = f"{name}: {detail['msg'].removeprefix('Value error, ')}"
    return Finding(file, marked.line(place), "schema", message, _hint(detail, missing))


def _hint(detail: ErrorDetails, missing: set[str]) -> str:
    kind, given = detail["type"], detail["input"]
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(last, missing, n=1)
        return f"Did you mean {near[0]!r}?" if near else "There is no such field here: remove it."
    if kind == "missing":
        return f"Add `{last}:`."
    if given is None:
        return "It is empty: fill it in."
    if kind == "union_tag_not_found":
        return f"Add `type:`, one of {', '.join(ITEM_TYPES)}."
    if kind == "literal_error" and isinstance(given, str):
        known = [word.strip("' ") for word in str(detail.get("ctx", {}).get("expected", "")).split(" or ")]
        words = [word.strip("' ") for part in known for word in part.split(",")]
        near = difflib.get_close_matches(given, words, n=1)
        return f"Did you mean {near[0]!r}?" if near else ""
    if kind == "string_type":
        return f"YAML read this as {_kind(given)}: put quotes around it."
    if kind == "too_short" and not given:
        return "It is empty: give at least one."
    if kind == "int_type":
        return "Give a whole number without quotes."
    return ""


def _kind(given: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a mapping"}
    return names.get(type(given), type(given).__name__)
