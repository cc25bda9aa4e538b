"""Text that both databases can keep."""

from typing import Annotated

from pydantic import StringConstraints

MAX_TEXT = 20_000  # characters of prose
MAX_SOURCE = 100_000  # characters of code

CleanText = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
"""Text without NUL, which PostgreSQL refuses; Pydantic itself refuses lone surrogates."""
