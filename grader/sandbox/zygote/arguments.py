"""The child's side of a request: bytes become fresh arguments, later compared with what was left of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np

from . import wire
from .control import Terms
from .wire import Cursor

_DTYPES: Final = tuple(map(np.dtype, wire.DTYPES))


class Step(NamedTuple):
    """One act of a probe; each argument is kept as bytes until it is needed."""

    op: str
    name: str
    args: tuple[memoryview, ...]


@dataclass(frozen=True)
class Request:
    """A submission, the names it must define, and the steps of each probe."""

    source: str
    names: tuple[str, ...]
    probes: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True)
class OneShot:
    """The arrays behind an iterator that was given to the submission."""

    arrays: tuple[Any, ...]


class Watched(NamedTuple):
    """An array given to the submission, with all that would show that it was changed."""

    array: np.ndarray
    memory: bytearray
    original: memoryview
    layout: tuple[Any, ...]

    def changed(self) -> bool:
        """Say whether the array's bytes, shape, strides or element type differ."""
        return _layout(self.array) != self.layout or self.memory != self.original


class Argument:
    """One argument: `live` goes to the submission, `kept` is what is reported when it was changed."""

    def __init__(self, raw: memoryview) -> None:
        self._watched: list[Watched] = []
        self._mutable = False
        self.live, self.kept = self._decode(Cursor(raw))

    def unchanged(self) -> bool:
        """Say whether the submission left the argument as it was."""
        return not self._mutable and not any(watched.changed() for watched in self._watched)

    def _decode(self, cursor: Cursor) -> tuple[Any, Any]:
        tag = cursor.take(1).tobytes()
        if tag == wire.ARRAY:
            array = self._array(cursor)
            return array, array
        if tag == wire.TUPLE:
            pairs = [self._decode(cursor) for _ in range(cursor.u32())]
            return tuple(live for live, _ in pairs), tuple(kept for _, kept in pairs)
        if tag == wire.STREAM:
            arrays = tuple(self._decode(cursor)[0] for _ in range(cursor.u32()))
            return iter(arrays), OneShot(arrays)
        if tag == wire.MAPPING:
            self._mutable = True
            mapping = {cursor.text(): self._decode(cursor)[0] for _ in range(cursor.u32())}
            return mapping, mapping
        value = _plain(tag, cursor)
        return value, value

    def _array(self, cursor: Cursor) -> np.ndarray:
        code, ndim = cursor.unpack(wire.ELEMENTS)
        *layout, offset, size = cursor.i64(2 * ndim + 2)
        original = cursor.take(size)
        memory = bytearray(original)
        array: np.ndarray = np.ndarray(layout[:ndim], _DTYPES[code], memory, offset, layout[ndim:])
        self._watched.append(Watched(array, memory, original, _layout(array)))
        return array


def _layout(array: np.ndarray) -> tuple[Any, ...]:
    return array.shape, array.strides, array.dtype


def _plain(tag: bytes, cursor: Cursor) -> Any:
    if tag == wire.INT:
        return cursor.integer()
    if tag == wire.FLOAT:
        return cursor.f64()
    if tag == wire.TEXT:
        return cursor.text()
    if tag == wire.RNG:
        return np.random.default_rng(cursor.integer())
    return {wire.NONE: None, wire.TRUE: True, wire.FALSE: False}[tag]


def read_request(raw: bytes) -> Request:
    """Return what the parent asks."""
    cursor = Cursor(raw)
    cursor.take(Terms.LAYOUT.size)
    source = cursor.text()
    names = tuple(cursor.text() for _ in range(cursor.u32()))
    probes = tuple(tuple(_steps(cursor)) for _ in range(cursor.u32()))
    cursor.finish()
    return Request(source, names, probes)


def _steps(cursor: Cursor) -> Iterator[Step]:
    for _ in range(cursor.u32()):
        op, name = cursor.text(), cursor.text()
        yield Step(op, name, tuple(cursor.take(cursor.u64()) for _ in range(cursor.u32())))
