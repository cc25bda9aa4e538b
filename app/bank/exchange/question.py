"""What travels: a question as a file says it, and what could not go along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Refused(Exception):
    """The file is not taken at all; the message says why, and what to do."""


class CannotHold(Exception):
    """One question can be no item here; the message says why."""


@dataclass(frozen=True)
class Incoming:
    """A question found in a file, as the fields of an item, texts and code included.

    Fields that no foreign format has are missing. `notes` say what was left behind; `refused` says why the
    question can be no item here.
    """

    name: str
    data: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class Outgoing:
    """A file made of items; `notes` say of each item, by its id, what the format does not hold."""

    content: bytes
    notes: Mapping[str, tuple[str, ...]]
