"""Whatever bytes a child sends: no crash, nothing read as what it does not say, no memory to speak of."""

import numpy as np
import pytest
from hypothesis import given, settings

from grader.sandbox.outcome import Returned, Unusable
from grader.sandbox.zygote import wire
from tests.grader.sandbox.frames import OPENING, check, encoded, frame, hear, peak_bytes, streams, values


@settings(max_examples=300, deadline=None)
@given(streams())
def test_any_bytes_are_read_as_what_they_say_or_refused(raw: bytes) -> None:
    whole = check(raw)
    assert check(raw, chunk=7) == whole


@settings(max_examples=200, deadline=None)
@given(values)
def test_what_a_child_encodes_is_what_the_parent_reads(value: object) -> None:
    raw = OPENING + frame(wire.ANSWER, 0, encoded([value]) + wire.UNCHANGED * 2)
    (result,) = hear(raw).results
    assert isinstance(result, Returned)
    np.testing.assert_equal(result.values[0], value)


@pytest.mark.parametrize(
    "payload",
    [
        b"i\x02\x00\x00\x00\x01\x00==",
        b"{\x02\x00\x00\x00\x01\x00\x00\x00an\x01\x00\x00\x00an==",
        b"a\x00\x01\x01\x00\x00\x00\x00\x00\x00\x00\x02==",
        b"n=",
        b"n===",
        b"",
    ],
    ids=["long integer", "key twice", "bool of two", "too few arguments", "too many", "nothing"],
)
def test_a_second_way_to_say_the_same_is_refused(payload: bytes) -> None:
    assert hear(OPENING + frame(wire.ANSWER, 0, payload)).results == []


@pytest.mark.parametrize(
    "payload",
    [
        b"(\x01\x00\x00\x00" * 800 + b"n==",
        b"(" + wire.U32.pack(2**32 - 1) + b"n" * 4000,
        b"a\x0b\x02" + wire.I64S[2].pack(0, 2**62) + b"==",
        b"a\x0b\x02" + wire.I64S[2].pack(2**40, 2**40) + b"==",
        b"s" + wire.U32.pack(2**32 - 1) + b"x" * 4000,
        b"i" + wire.U32.pack(4000) + b"\x01" * 4000 + b"==",
    ],
    ids=["nest", "count", "empty extent", "extents", "text", "integer"],
)
def test_a_few_bytes_never_take_much_memory(payload: bytes) -> None:
    assert peak_bytes(OPENING + frame(wire.ANSWER, 0, payload)) < 2**20


def test_something_unusable_inside_makes_the_whole_value_unusable() -> None:
    raw = OPENING + frame(wire.ANSWER, 0, encoded([(1, (2j, 3))]) + wire.UNCHANGED * 2)
    (result,) = hear(raw).results
    assert isinstance(result, Returned)
    assert result.values == (Unusable("complex"),)
