"""The parent's side of an answer. Every byte may have been written by an attacker, and is checked as such."""

import math
from collections.abc import Sequence

import numpy as np

from grader.sandbox.outcome import Raised, Returned, Unusable
from grader.sandbox.program import Probe, Stream, Value
from grader.sandbox.zygote import wire
from grader.sandbox.zygote.wire import Cursor, Malformed

MAX_BYTES_PER_ITEM = 1 << 40  # of an array with no elements, whose extents nothing else bounds


def clean(text: str) -> str:
    """Return text without NUL characters, which neither databases nor terminals take well."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def decode_returned(probe: Probe, payload: bytes | memoryview) -> Returned:
    """Return what a probe gave; Malformed when the bytes are not an answer to it."""
    reader = _Reader(payload)
    values = tuple(reader.value() for _ in probe.steps)
    args_after = tuple(tuple(reader.argument(arg) for arg in step.args) for step in probe.steps)
    reader.cursor.finish()
    return Returned(probe.id, values, args_after)


def decode_raised(probe: Probe, payload: bytes | memoryview) -> Raised:
    """Return the exception a probe ended with; Malformed when the bytes do not tell of one."""
    cursor = Cursor(payload)
    step = cursor.u32()
    if step >= max(1, len(probe.steps)):
        raise Malformed(f"step {step} of {len(probe.steps)}")
    error, traceback = decode_text(cursor), decode_text(cursor)
    cursor.finish()
    return Raised(probe.id, step, error.replace("\n", " "), traceback)


def decode_text(cursor: Cursor) -> str:
    """Return the next text, bounded and without NUL."""
    text = cursor.text()
    if len(text) > wire.MAX_TEXT:
        raise Malformed(f"a text of {len(text)} characters")
    return clean(text)


class _Reader:
    """Decodes values, counting them, so that a small payload cannot become a large tree."""

    def __init__(self, payload: bytes | memoryview) -> None:
        self.cursor = Cursor(payload)
        self._items = 0

    def argument(self, given: Value) -> Value | Unusable:
        """Return an argument as the code left it; `given` itself when it was not changed."""
        at = self.cursor.at
        if self.cursor.take(1).tobytes() == wire.UNCHANGED:
            return given
        self.cursor.at = at
        return self.value()

    def value(self, depth: int = 0) -> "Value | Unusable":
        """Return the next value."""
        self._items += 1
        # Every item takes at least a byte, but becomes an object of a hundred.
        if depth > wire.MAX_DEPTH or self._items > 2 * wire.MAX_ITEMS:
            raise Malformed("values nested too deep, or too many")
        tag = self.cursor.take(1).tobytes()
        if tag == wire.ARRAY:
            return self._array()
        if tag in (wire.TUPLE, wire.STREAM):
            return self._sequence(tag, depth)
        if tag == wire.MAPPING:
            return self._mapping(depth)
        if tag == wire.UNUSABLE:
            return self._unusable()
        return self._plain(tag)

    def _plain(self, tag: bytes) -> Value:
        if tag == wire.INT:
            return self._integer()
        if tag == wire.FLOAT:
            return self.cursor.f64()
        if tag == wire.TEXT:
            return self.cursor.text()
        plain: dict[bytes, Value] = {wire.NONE: None, wire.TRUE: True, wire.FALSE: False}
        if tag not in plain:
            raise Malformed(f"unknown tag {tag!r}")
        return plain[tag]

    def _integer(self) -> int:
        at = self.cursor.at
        number = self.cursor.integer()
        if number.bit_length() > wire.MAX_INT_BITS:
            raise Malformed(f"an integer of {number.bit_length()} bits")
        if self.cursor.view[at : self.cursor.at] != wire.int_bytes(number):
            raise Malformed("an integer in more bytes than it takes")
        return number

    def _array(self) -> np.ndarray:
        code, ndim = self.cursor.unpack(wire.ELEMENTS)
        if code >= len(wire.DTYPES) or ndim > wire.MAX_NDIM:
            raise Malformed(f"an array of element type {code} and {ndim} dimensions")
        dtype = np.dtype(wire.DTYPES[code])
        shape = self.cursor.i64(ndim)
        if min(shape, default=0) < 0:
            raise Malformed(f"an array of shape {shape}")
        if math.prod(max(1, extent) for extent in shape) * dtype.itemsize > MAX_BYTES_PER_ITEM:
            raise Malformed(f"an array of shape {shape}")
        raw = self.cursor.take(math.prod(shape) * dtype.itemsize)
        if dtype.kind == "b" and len(raw) and max(raw) > 1:
            raise Malformed("a bool that is neither true nor false")  # NumPy's kernels take it for both
        array: np.ndarray = np.frombuffer(raw, dtype).reshape(shape).copy()
        return array

    def _sequence(self, tag: bytes, depth: int) -> "Value | Unusable":
        values = tuple(self.value(depth + 1) for _ in range(self._count()))
        if tag == wire.STREAM:
            arrays = tuple(value for value in values if isinstance(value, np.ndarray))
            return Stream(arrays) if len(arrays) == len(values) else Unusable("a stream")
        return _usable(values)

    def _mapping(self, depth: int) -> "Value | Unusable":
        mapping = {}
        for _ in range(self._count()):
            key = self.cursor.text()
            if key in mapping:
                raise Malformed("a key that comes twice")
            mapping[key] = self.value(depth + 1)
        first = next((value for value in mapping.values() if isinstance(value, Unusable)), None)
        return first or {key: value for key, value in mapping.items() if not isinstance(value, Unusable)}

    def _count(self) -> int:
        count = self.cursor.u32()
        if count > len(self.cursor.view) - self.cursor.at:
            raise Malformed(f"{count} items announced, fewer bytes left")
        return count

    def _unusable(self) -> Unusable:
        kind = clean(self.cursor.text())
        if len(kind) > wire.MAX_KIND:
            raise Malformed(f"the name of a kind in {len(kind)} characters")
        return Unusable(kind)


def _usable(values: Sequence["Value | Unusable"]) -> "Value | Unusable":
    """Return the values as a tuple, or the first of them that may not leave the sandbox."""
    return next((value for value in values if isinstance(value, Unusable)), None) or tuple(
        value for value in values if not isinstance(value, Unusable)
    )
