"""How values are laid out as bytes between the parent and a locked child: tagged, bounded, little-endian."""

import struct
from typing import Any, Final

NONE: Final = b"n"
TRUE: Final = b"t"
FALSE: Final = b"f"
INT: Final = b"i"
FLOAT: Final = b"d"
TEXT: Final = b"s"
ARRAY: Final = b"a"
TUPLE: Final = b"("
MAPPING: Final = b"{"
RNG: Final = b"r"
STREAM: Final = b"*"
UNUSABLE: Final = b"?"
UNCHANGED: Final = b"="

# The only element types that leave the sandbox, by their code on the wire. No objects, no pointers, no text.
DTYPES: Final = ("|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8")

MAX_NDIM: Final = 32
MAX_DEPTH: Final = 12
MAX_ITEMS: Final = 100_000
MAX_INT_BITS: Final = 1_000  # so that float() of a returned integer cannot overflow
MAX_KIND: Final = 120
MAX_TEXT: Final = 8_192  # of an error or a traceback, in characters

U32: Final = struct.Struct("<I")
U64: Final = struct.Struct("<Q")
F64: Final = struct.Struct("<d")
I64S: Final = tuple(struct.Struct(f"<{count}q") for count in range(2 * MAX_NDIM + 3))
ELEMENTS: Final = struct.Struct("<BB")  # the code of an array's element type, its dimensions
FRAME: Final = struct.Struct("<BIQ")  # kind, number of the probe, bytes that follow

# What a child says. LOCKED comes first, before any code of the submission is compiled.
LOCKED: Final = 1
LOCK_FAILED: Final = 2
LOADED: Final = 3
INVALID: Final = 4
ANSWER: Final = 5
RAISED: Final = 6
MEMORY: Final = 7
TOO_LARGE: Final = 8
PRINTED: Final = 9


class Malformed(Exception):
    """The bytes do not follow the layout."""


def text_bytes(text: str) -> bytes:
    """Return `text` with its length before it, as UTF-8."""
    raw = text.encode()
    return U32.pack(len(raw)) + raw


def short_text_bytes(text: str) -> bytes:
    """Return the beginning of any text, whatever is in it, as `text_bytes` does."""
    return text_bytes(text[:MAX_TEXT].encode("utf-8", "replace").decode())


def int_bytes(number: int) -> bytes:
    """Return `number` with its length in bytes before it, as two's complement."""
    raw = number.to_bytes(number.bit_length() // 8 + 1, "little", signed=True)
    return U32.pack(len(raw)) + raw


class Cursor:
    """Reads forward through a buffer and never past its end."""

    def __init__(self, buffer: bytes | memoryview) -> None:
        self.view = memoryview(buffer)
        self.at = 0

    def take(self, count: int) -> memoryview:
        """Return the next `count` bytes, without copying; Malformed when there are not as many."""
        end = self.at + count
        if end > len(self.view):
            raise Malformed(f"{count} bytes announced, {len(self.view) - self.at} left")
        piece = self.view[self.at : end]
        self.at = end
        return piece

    def unpack(self, layout: struct.Struct) -> tuple[Any, ...]:
        """Return the next values, laid out as `layout` says; Malformed when they are not all there."""
        # Without a slice: most of what is read is a few bytes long, and there is much of it.
        try:
            values = layout.unpack_from(self.view, self.at)
        except struct.error as error:
            raise Malformed(f"{layout.size} bytes announced, {len(self.view) - self.at} left") from error
        self.at += layout.size
        return values

    def u32(self) -> int:
        """Return the next unsigned 32-bit number."""
        return int(self.unpack(U32)[0])

    def u64(self) -> int:
        """Return the next unsigned 64-bit number."""
        return int(self.unpack(U64)[0])

    def i64(self, count: int) -> tuple[int, ...]:
        """Return the next `count` signed 64-bit numbers; at most as many as an array's head has."""
        return self.unpack(I64S[count])

    def f64(self) -> float:
        """Return the next double."""
        return float(self.unpack(F64)[0])

    def text(self) -> str:
        """Return the next text; Malformed when it is not UTF-8."""
        try:
            return str(self.take(self.u32()), "utf-8")
        except UnicodeDecodeError as error:
            raise Malformed(f"text that is not UTF-8: {error.reason}") from error

    def integer(self) -> int:
        """Return the next integer of any size."""
        return int.from_bytes(self.take(self.u32()), "little", signed=True)

    def finish(self) -> None:
        """Raise Malformed when anything is left."""
        if self.at != len(self.view):
            raise Malformed(f"{len(self.view) - self.at} bytes too many")
