"""Values a stranger may send: those both databases can keep, and ids that may be none."""

from datetime import UTC, datetime
from typing import Annotated
from unicodedata import category
from uuid import UUID

from pydantic import AfterValidator, StringConstraints

MAX_TEXT = 20_000  # characters of prose
MAX_SOURCE = 100_000  # characters of code

CleanText = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
"""Text without NUL, which PostgreSQL refuses; Pydantic itself refuses lone surrogates."""


def _one_line(text: str) -> str:
    # Cc: controls, and with them every line break; Zl, Zp: Unicode's own. The overrides and isolates of
    # writing direction would let a name show as another.
    if any(category(sign) in ("Cc", "Zl", "Zp") or sign in TURNS for sign in text):
        raise ValueError("must be one line without control characters")
    return text


TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

Line = Annotated[CleanText, AfterValidator(_one_line)]
"""Text that goes into a line of a list or the head of an e-mail."""


def _storable(instant: datetime) -> datetime:
    if not 2000 <= instant.year < 2200:
        raise ValueError("must lie between the years 2000 and 2200")
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


Instant = Annotated[datetime, AfterValidator(_storable)]
"""An instant, in UTC; one without a zone is taken to be in UTC."""


def parse_id(text: str) -> UUID | None:
    """Return the id, or None for text that can be no id, which then finds nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None
