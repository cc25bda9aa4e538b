"""How values are laid out as bytes between the parent and a locked child: tagged, bounded, little-endian."""

import struct
from typing import Final

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

U8: Final = struct.Struct("<B")
U32: Final = struct.Struct("<I")
U64: Final = struct.Struct("<Q")
I64: Final = struct.Struct("<q")
F64: Final = struct.Struct("<d")
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

    def u8(self) -> int:
        """Return the next byte."""
        return self.take(1)[0]

    def u32(self) -> int:
        """Return the next unsigned 32-bit number."""
        number: int = U32.unpack(self.take(4))[0]
        return number

    def u64(self) -> int:
        """Return the next unsigned 64-bit number."""
        number: int = U64.unpack(self.take(8))[0]
        return number

    def i64(self, count: int) -> tuple[int, ...]:
        """Return the next `count` signed 64-bit numbers."""
        return struct.unpack(f"<{count}q", self.take(8 * count))

    def f64(self) -> float:
        """Return the next double."""
        number: float = F64.unpack(self.take(8))[0]
        return number

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
