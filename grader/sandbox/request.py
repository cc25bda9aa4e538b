"""The parent's side of a request: a source and its probes become the bytes a locked child reads."""

from collections.abc import Mapping, Sequence

import numpy as np

from grader.sandbox.program import Probe, Rng, Step, Stream, Value
from grader.sandbox.zygote import wire

_CODES = {np.dtype(name): code for code, name in enumerate(wire.DTYPES)}

MAX_SOURCE_BYTES = 1024 * 1024


class Unreadable(Exception):
    """The source cannot be a program at all; the message tells the candidate why."""


def source_bytes(source: str) -> bytes:
    """Return the source as the child reads it; Unreadable for what no Python program contains."""
    if "\0" in source:
        line = source[: source.index("\0")].count("\n") + 1
        raise Unreadable(f"line {line}: the source contains a NUL byte")
    try:
        raw = source.encode()
    except UnicodeEncodeError as error:
        line = source[: error.start].count("\n") + 1
        raise Unreadable(
            f"line {line}: the source contains a lone surrogate, which is no character"
        ) from error
    if len(raw) > MAX_SOURCE_BYTES:
        raise Unreadable(f"the source has {len(raw)} bytes, the limit is {MAX_SOURCE_BYTES}")
    return raw


def encode_request(source: bytes, names: Sequence[str], probes: Sequence[Probe]) -> bytes:
    """Return the request as bytes; TypeError for a value that cannot be given to a submission."""
    parts = [wire.U32.pack(len(source)), source, wire.U32.pack(len(names))]
    parts += [wire.text_bytes(name) for name in names]
    parts.append(wire.U32.pack(len(probes)))
    for probe in probes:
        parts.append(wire.U32.pack(len(probe.steps)))
        for step in probe.steps:
            parts.append(_step_bytes(step))
    return b"".join(parts)


def _step_bytes(step: Step) -> bytes:
    parts = [wire.text_bytes(step.op), wire.text_bytes(step.name), wire.U32.pack(len(step.args))]
    for arg in step.args:
        raw = _value_bytes(arg)
        parts += [wire.U64.pack(len(raw)), raw]
    return b"".join(parts)


def _value_bytes(value: Value) -> bytes:
    if value is None:
        return wire.NONE
    if isinstance(value, np.ndarray | np.generic):
        return _array_bytes(np.asarray(value))
    if isinstance(value, bool):
        return wire.TRUE if value else wire.FALSE
    if isinstance(value, int):
        return wire.INT + wire.int_bytes(value)
    if isinstance(value, float):
        return wire.FLOAT + wire.F64.pack(value)
    if isinstance(value, str):
        return wire.TEXT + wire.text_bytes(value)
    if isinstance(value, Rng):
        return wire.RNG + wire.int_bytes(value.seed)
    if isinstance(value, Stream):
        return wire.STREAM + wire.U32.pack(len(value.values)) + b"".join(map(_array_bytes, value.values))
    if isinstance(value, tuple):
        return wire.TUPLE + wire.U32.pack(len(value)) + b"".join(map(_value_bytes, value))
    if isinstance(value, Mapping):
        pairs = (wire.text_bytes(key) + _value_bytes(item) for key, item in value.items())
        return wire.MAPPING + wire.U32.pack(len(value)) + b"".join(pairs)
    raise TypeError(f"a submission cannot be given a {type(value).__name__}")


def _array_bytes(array: np.ndarray) -> bytes:
    """Return an array with its memory layout, so that a view or a Fortran-order array arrives as one.

    The gaps of a view are sent as zeros: what lies there belongs to another array.
    """
    dtype = array.dtype if array.dtype in _CODES else array.dtype.newbyteorder("<")
    if dtype not in _CODES:
        raise TypeError(f"a submission cannot be given an array of {array.dtype.name}")
    array = np.asarray(array, dtype)
    offset, memory = (0, array.tobytes()) if array.flags.c_contiguous else _span(array)
    elements = wire.ELEMENTS.pack(_CODES[dtype], array.ndim)
    layout = wire.I64S[2 * array.ndim + 2].pack(*array.shape, *array.strides, offset, len(memory))
    return b"".join((wire.ARRAY, elements, layout, memory))


def _span(array: np.ndarray) -> tuple[int, bytes]:
    """Return where the first element lies in the memory an array spans, and that memory."""
    low, high = np.lib.array_utils.byte_bounds(array)
    memory = bytearray(high - low)
    steps = zip(array.strides, array.shape, strict=True)
    offset = sum(-stride * (extent - 1) for stride, extent in steps if stride < 0)
    copy: np.ndarray = np.ndarray(array.shape, array.dtype, memory, offset, array.strides)
    copy[...] = array
    return offset, bytes(memory)
