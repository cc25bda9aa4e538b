"""Exceptions of a submission, told in its own lines."""

import sys
import traceback
from typing import Final

FILE: Final = "submission.py"
OWN_CALLS: Final = 12  # nested calls of the zygote below the submission's first
_MAX_LINE: Final = 500


def one_line(error: BaseException) -> str:
    """Return the exception's type and message on one line."""
    if isinstance(error, RecursionError):
        return f"RecursionError: calls nested deeper than about {sys.getrecursionlimit() - OWN_CALLS}"
    try:
        lines = "".join(traceback.format_exception_only(error)).strip().splitlines()
        return lines[-1][:_MAX_LINE]
    except BaseException:  # noqa: BLE001 - a hostile __str__
        return type(error).__name__[:_MAX_LINE]


def warned(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, line: str | None = None
) -> str:
    """Return a warning as printed: with its line if it is the submission's, never a host path."""
    where = f"line {lineno}: " if filename == FILE else ""
    return f"{where}{category.__name__}: {message}\n"


def own_lines(error: BaseException) -> str:
    """Return the traceback's lines that lie in the submission."""
    try:
        own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == FILE]
        return "".join(traceback.format_list(own))
    except BaseException:  # noqa: BLE001 - a hostile line cache
        return ""
