"""What a submission prints: passed on line by line, so that a crash loses none, up to a limit.

The parent counts again.
"""

import io
import os
import sys
from typing import IO, TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

OUTPUT: Final = 1  # the descriptor


class PrintedTooMuch(BaseException):
    """The submission printed more than it may; no `except Exception` holds it back."""


class Output(io.BufferedIOBase):
    """Standard output and error of a child, one after the other as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.room = 0
        self.refused = False
        # One stream for both, so that what is printed stays in the order it was printed in.
        self.stream = io.TextIOWrapper(
            cast("IO[bytes]", self), "utf-8", "backslashreplace", line_buffering=True
        )

    def writable(self) -> bool:
        """Say yes: TextIOWrapper asks."""
        return True

    def fileno(self) -> int:
        """Return the descriptor."""
        return OUTPUT

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write all of `data`, or what there is room for and then raise PrintedTooMuch."""
        raw = memoryview(data).cast("B")
        fits = raw[: self.room]
        over = len(fits) < len(raw)
        self.room -= len(fits)
        while fits:
            fits = fits[os.write(OUTPUT, fits) :]
        if over:
            self.refused = True
            raise PrintedTooMuch
        return len(raw)


def install() -> Output:
    """Make the text stream, ready to use, and return what it writes to."""
    output = Output()
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = output.stream  # type: ignore[misc]
    return output
