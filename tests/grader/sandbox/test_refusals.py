"""Each limit on what a child may say is kept by a refusal, and each frame is taken in its turn only."""

from typing import Any

import numpy as np
import pytest

from grader.sandbox.conversation import Conversation
from grader.sandbox.outcome import Raised, Returned, Unusable
from grader.sandbox.zygote import wire
from grader.sandbox.zygote.wire import Malformed
from tests.grader.sandbox.frames import LIMITS, OPENING, PROBES, UNCHANGED, encoded, frame, hear, peak_bytes

LOCKED = frame(wire.LOCKED, 0)
ANSWER = frame(wire.ANSWER, 0, encoded([None, UNCHANGED, UNCHANGED]))
MAX_BYTES_PER_ITEM = 400  # of the parent's memory, for a returned item, which may be a byte on the wire


def answer(value: Any) -> bytes:
    """Return an answer to the first probe, as raw bytes or a value."""
    raw = value if isinstance(value, bytes) else encoded([value])
    return OPENING + frame(wire.ANSWER, 0, raw + wire.UNCHANGED * 2)


def array_bytes(code: int, *shape: int) -> bytes:
    return wire.ARRAY + bytes((code, len(shape))) + wire.I64S[len(shape)].pack(*shape)


def raised(step: int, error: str, traceback: str) -> bytes:
    """Return what a child says when the first probe raised."""
    told = wire.text_bytes(error) + wire.text_bytes(traceback)
    return OPENING + frame(wire.RAISED, 0, wire.U32.pack(step) + told)


def refused(data: bytes, limits: Any = LIMITS) -> bool:
    try:
        Conversation(PROBES, limits).feed(data)
    except Malformed:
        return True
    return False


def integer(bits: int) -> bytes:
    return wire.INT + wire.int_bytes(2**bits - 1)


def nest(depth: int) -> bytes:
    return (wire.TUPLE + wire.U32.pack(1)) * depth + wire.NONE


def unusable(length: int) -> bytes:
    return wire.UNUSABLE + wire.text_bytes("k" * length)


def array_of(count: int) -> bytes:
    return array_bytes(1, count) + bytes(count)


HEAD_OF_ARRAY = 11  # bytes of an array's tag, element type and one extent; two more are arguments left alone


@pytest.mark.parametrize(
    ("within", "past"),
    [
        (answer(integer(wire.MAX_INT_BITS)), answer(integer(wire.MAX_INT_BITS + 1))),
        (answer(nest(wire.MAX_DEPTH)), answer(nest(wire.MAX_DEPTH + 1))),
        (answer(unusable(wire.MAX_KIND)), answer(unusable(wire.MAX_KIND + 1))),
        (raised(0, "e" * wire.MAX_TEXT, ""), raised(0, "e" * (wire.MAX_TEXT + 1), "")),
        (raised(0, "", "t" * wire.MAX_TEXT), raised(0, "", "t" * (wire.MAX_TEXT + 1))),
        (raised(0, "", ""), raised(1, "", "")),
        (
            LOCKED + frame(wire.INVALID, 0, wire.text_bytes("i" * wire.MAX_TEXT)),
            LOCKED + frame(wire.INVALID, 0, wire.text_bytes("i" * (wire.MAX_TEXT + 1))),
        ),
        (
            answer(array_of(LIMITS.result_bytes - HEAD_OF_ARRAY - 2)),
            answer(array_of(LIMITS.result_bytes - HEAD_OF_ARRAY - 1)),
        ),
        (answer(array_bytes(11, 0, 2**30)), answer(array_bytes(11, 0, 2**60))),
        (answer(array_bytes(11, 1, 1) + bytes(8)), answer(array_bytes(11, -1, -1) + bytes(8))),
        (answer(array_bytes(11, 1) + bytes(8)), answer(array_bytes(12, 1) + bytes(8))),
        (
            answer(array_bytes(1, *[1] * wire.MAX_NDIM) + b"\1"),
            answer(array_bytes(1, *[1] * (wire.MAX_NDIM + 1)) + b"\1"),
        ),
        (OPENING + frame(wire.TOO_LARGE, 0, bytes(8)), OPENING + frame(wire.TOO_LARGE, 0, bytes(10**6))),
    ],
    ids=[
        "bits of an integer",
        "nested values",
        "name of a kind",
        "error",
        "traceback",
        "step",
        "reason",
        "bytes of an answer",
        "extents of an empty array",
        "negative extents",
        "element types",
        "dimensions",
        "bytes of another frame",
    ],
)
def test_what_is_within_a_limit_is_taken_and_what_is_past_it_refused(within: bytes, past: bytes) -> None:
    assert not refused(within)
    assert refused(past)


def test_all_answers_together_keep_to_the_limit() -> None:
    half = array_of(LIMITS.result_bytes // 2)
    second = frame(wire.ANSWER, 1, wire.NONE + half + wire.UNCHANGED)
    assert refused(answer(half) + second)
    assert not refused(answer(None) + second)


def test_too_many_values_are_refused() -> None:
    limits = type(LIMITS)()
    count = 2 * wire.MAX_ITEMS
    assert refused(answer(wire.TUPLE + wire.U32.pack(count) + wire.NONE * count), limits)


@pytest.mark.parametrize(
    ("said", "next_kinds"),
    [
        (b"", {wire.LOCKED, wire.LOCK_FAILED}),
        (LOCKED, {wire.LOADED, wire.INVALID, wire.MEMORY, wire.PRINTED}),
        (OPENING, {wire.ANSWER, wire.RAISED, wire.MEMORY, wire.TOO_LARGE, wire.PRINTED}),
        (OPENING + b"".join(frame(wire.MEMORY, number) for number in range(len(PROBES))), set()),
        (LOCKED + frame(wire.INVALID, 0, wire.text_bytes("no")), set()),
        (LOCKED + frame(wire.MEMORY, 0), set()),
    ],
    ids=["at first", "locked", "loaded", "after the last probe", "invalid", "out of memory while loading"],
)
def test_a_frame_is_taken_in_its_turn_only(said: bytes, next_kinds: set[int]) -> None:
    taken = set()
    for kind in range(256):
        conversation = Conversation(PROBES, LIMITS)
        conversation.feed(said)
        try:
            conversation.feed(wire.FRAME.pack(kind, 0, 1))  # its head alone says whether it is in turn
        except Malformed:
            continue
        taken.add(kind)
    assert taken == next_kinds


@pytest.mark.parametrize("number", [1, 2, 2**32 - 1])
def test_an_answer_for_another_probe_is_refused(number: int) -> None:
    assert refused(OPENING + wire.FRAME.pack(wire.ANSWER, number, 0))
    assert refused(LOCKED + wire.FRAME.pack(wire.LOADED, number, 0))


def test_what_is_told_has_neither_nul_nor_a_second_line() -> None:
    (result,) = hear(raised(0, "a\0b\nc", "d\0e")).results
    assert isinstance(result, Raised)
    assert (result.error, result.traceback) == ("a\ufffdb c", "d\ufffde")
    assert hear(LOCKED + frame(wire.INVALID, 0, wire.text_bytes("a\0"))).invalid == "a\ufffd"
    (result,) = hear(answer(wire.UNUSABLE + wire.text_bytes("a\0"))).results
    assert isinstance(result, Returned)
    assert result.values == (Unusable("a\ufffd"),)


def test_a_returned_array_is_writable_and_no_view_of_the_bytes() -> None:
    (result,) = hear(answer(np.ones(3))).results
    assert isinstance(result, Returned)
    array = result.values[0]
    assert isinstance(array, np.ndarray)
    array[0] = 2.0


@pytest.mark.parametrize(
    "piece",
    [
        wire.NONE,
        wire.TUPLE + bytes(4),
        wire.MAPPING + bytes(4),
        wire.STREAM + bytes(4),
        wire.TEXT + bytes(4),
        wire.UNUSABLE + bytes(4),
        wire.FLOAT + bytes(8),
        array_bytes(1) + b"\1",
        array_bytes(11, 0, 2**36),
        array_bytes(1, *[1] * wire.MAX_NDIM) + b"\1",
    ],
    ids=repr,
)
def test_many_small_values_take_memory_in_proportion(piece: bytes) -> None:
    count = 3_000 // len(piece)
    raw = answer(wire.TUPLE + wire.U32.pack(count) + piece * count)
    assert peak_bytes(raw) < MAX_BYTES_PER_ITEM * count + 4 * len(raw) + 2**15
