"""The child's side of an answer: whatever the code returned becomes plain bytes, or a word for what it was.

A courtesy to the honest: the parent trusts none of it and checks every byte again.
"""

from typing import Any

import numpy as np

from . import wire
from .arguments import OneShot

_CODES = {np.dtype(name): code for code, name in enumerate(wire.DTYPES)}


class TooLarge(Exception):
    """The answer would be larger than may leave the sandbox; carries the number of bytes reached."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class Answer:
    """Collects the bytes of one answer and stops when they pass `limit`."""

    def __init__(self, limit: int) -> None:
        self.parts: list[bytes] = []
        self.size = 0
        self._limit = limit
        self._items = 0

    def add(self, part: bytes) -> None:
        """Append bytes; TooLarge past the limit."""
        self.claim(len(part))
        self.parts.append(part)
        self.size += len(part)

    def claim(self, count: int) -> None:
        """Raise TooLarge if `count` more bytes would pass the limit, before they are even made."""
        if self.size + count > self._limit:
            raise TooLarge(self.size + count)

    def value(self, value: Any, depth: int = 0) -> None:
        """Append one value; what may not leave the sandbox is named instead."""
        self._items += 1
        if value is None:
            self.add(wire.NONE)
        elif isinstance(value, np.ndarray | np.generic):
            self._array(value)
        elif isinstance(value, bool | int | float | str):
            self._plain(value)
        elif self._items > wire.MAX_ITEMS or depth >= wire.MAX_DEPTH:
            self._unusable("a nest of containers too deep or too long")
        elif isinstance(value, tuple | list):
            items = tuple.__iter__(value) if isinstance(value, tuple) else list.__iter__(value)
            self._sequence(wire.TUPLE, items, depth)
        elif isinstance(value, OneShot):
            self._sequence(wire.STREAM, iter(value.arrays), depth)
        elif isinstance(value, dict):
            self._mapping(value, depth)
        else:
            self._unusable(type(value).__name__)

    def _unusable(self, kind: str) -> None:
        raw = kind[: wire.MAX_KIND].encode("utf-8", "replace")
        self.add(wire.UNUSABLE + wire.U32.pack(len(raw)) + raw)

    def _plain(self, value: bool | int | float | str) -> None:
        # The base class's own methods, since a subclass may override what it is asked for.
        if isinstance(value, bool):
            self.add(wire.TRUE if value else wire.FALSE)
        elif isinstance(value, int):
            number = int.__int__(value)
            if number.bit_length() > wire.MAX_INT_BITS:
                self._unusable(f"an integer of {number.bit_length()} bits")
            else:
                self.add(wire.INT + wire.int_bytes(number))
        elif isinstance(value, float):
            self.add(wire.FLOAT + wire.F64.pack(float.__float__(value)))
        else:
            try:
                self.add(wire.TEXT + wire.text_bytes(str.__str__(value)))
            except UnicodeEncodeError:
                self._unusable("text that is not Unicode")

    def _array(self, value: Any) -> None:
        array = np.array(value, copy=None, subok=False)
        dtype = array.dtype.newbyteorder("<")
        code = _CODES.get(dtype)
        if code is None or array.ndim > wire.MAX_NDIM:
            what = "a NumPy scalar" if isinstance(value, np.generic) else "an array"
            self._unusable(
                f"{what} of {array.dtype.name}" if code is None else f"{what} of {array.ndim} dimensions"
            )
            return
        self.claim(array.nbytes)
        elements = wire.ELEMENTS.pack(code, array.ndim)
        self.add(wire.ARRAY + elements + wire.I64S[array.ndim].pack(*array.shape))
        self.add(array.astype(dtype, copy=False).tobytes())

    def _sequence(self, tag: bytes, items: Any, depth: int) -> None:
        values = list(items)
        if len(values) > wire.MAX_ITEMS:  # said at once: to lay out millions could take all the time there is
            self._unusable(f"a sequence of {len(values)} items")
            return
        self.add(tag + wire.U32.pack(len(values)))
        for value in values:
            self.value(value, depth + 1)

    def _mapping(self, mapping: dict[Any, Any], depth: int) -> None:
        items = list(dict.items(mapping))
        if len(items) > wire.MAX_ITEMS:
            self._unusable(f"a dict of {len(items)} items")
            return
        if not all(type(key) is str for key, _ in items):
            self._unusable("a dict whose keys are not all str")
            return
        self.add(wire.MAPPING + wire.U32.pack(len(items)))
        for key, value in items:
            try:
                self.add(wire.text_bytes(key))
            except UnicodeEncodeError:
                self.add(wire.text_bytes(key.encode("utf-8", "replace").decode()))
            self.value(value, depth + 1)
