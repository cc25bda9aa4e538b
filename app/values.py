"""Values a stranger may send: those both databases can keep, and ids that may be none."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, StringConstraints

MAX_TEXT = 20_000  # characters of prose
MAX_SOURCE = 100_000  # characters of code

CleanText = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
"""Text without NUL, which PostgreSQL refuses; Pydantic itself refuses lone surrogates."""


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
