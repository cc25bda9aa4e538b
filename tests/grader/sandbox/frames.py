"""Frames a child may send, honest and forged, and what must hold whatever it sends."""

import tracemalloc
from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.sandbox.answers import clean
from grader.sandbox.conversation import Conversation
from grader.sandbox.outcome import Raised, Returned, Stopped, Unusable
from grader.sandbox.program import Limits, Probe, Step, Stream
from grader.sandbox.zygote import wire
from grader.sandbox.zygote.returned import Answer

PROBES = [
    Probe("one", (Step("call", "f", (np.ones(2), 1.0)),)),
    Probe("two", (Step("new", "f"), Step("invoke", "g", ((np.ones(1),),)))),
    Probe("three", (Step("call", "f", ({"a": 1},)),)),
]
LIMITS = Limits(result_bytes=4096)
_PLAIN = (type(None), bool, int, float, str)

arrays = st.builds(
    lambda dtype, shape, seed: np.asarray(np.random.default_rng(seed).random(shape) * 3, dtype),
    st.sampled_from(wire.DTYPES),
    st.lists(st.integers(0, 3), max_size=3).map(tuple),
    st.integers(0, 9),
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5) | arrays,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


def frame(kind: int, number: int, payload: bytes = b"") -> bytes:
    """Return one frame."""
    return wire.FRAME.pack(kind, number, len(payload)) + payload


def encoded(items: Sequence[Any]) -> bytes:
    """Return values as a child sends them; an `Unchanged` marks an argument left alone."""
    answer = Answer(2**30)
    for item in items:
        if item is UNCHANGED:
            answer.add(wire.UNCHANGED)
        else:
            answer.value(item)
    return b"".join(answer.parts)


UNCHANGED = object()


def answers_to(number: int, probe: Probe) -> st.SearchStrategy[bytes]:
    """Draw a frame with as many values as the probe has steps, then one for each argument."""
    after = [values | st.just(UNCHANGED)] * sum(len(step.args) for step in probe.steps)
    items = st.tuples(*[values] * len(probe.steps), *after)
    return items.map(lambda drawn: frame(wire.ANSWER, number, encoded(drawn)))


ANSWERS = [answers_to(number, probe) for number, probe in enumerate(PROBES)]
in_turn = st.integers(0, 3).flatmap(lambda count: st.tuples(*ANSWERS[:count])).map(b"".join)
texts = st.text(max_size=9).map(wire.text_bytes)
others = st.builds(
    frame,
    st.sampled_from([wire.RAISED, wire.MEMORY, wire.TOO_LARGE, wire.PRINTED, wire.INVALID, wire.LOADED, 77]),
    st.integers(0, 3),
    st.binary(max_size=12) | st.builds(lambda a, b: wire.U32.pack(0) + a + b, texts, texts),
)
OPENING = frame(wire.LOCKED, 0) + frame(wire.LOADED, 0)


@st.composite
def streams(draw: st.DrawFn) -> bytes:
    """Return the bytes of a conversation: mostly in turn, often damaged."""
    opening = draw(st.sampled_from([OPENING, OPENING, OPENING, frame(wire.LOCKED, 0), b""]))
    raw = opening + draw(in_turn) + b"".join(draw(st.lists(others, max_size=2)))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(raw)))
        raw = raw[:at] + draw(st.binary(max_size=9)) + raw[at + draw(st.integers(0, 9)) :]
    return raw


def hear(raw: bytes, chunk: int = 1 << 16) -> Conversation:
    """Return a conversation that was fed `raw` in chunks, up to what cannot be read."""
    conversation = Conversation(PROBES, LIMITS)
    try:
        for at in range(0, len(raw), chunk):
            conversation.feed(raw[at : at + chunk])
    except wire.Malformed:
        pass
    return conversation


def check(raw: bytes, chunk: int = 1 << 16) -> int:
    """Feed `raw` and fail unless all that must hold does; return how many probes it answered."""
    conversation = hear(raw, chunk)
    assert len(conversation.results) <= len(PROBES)
    for probe, result in zip(PROBES, conversation.results, strict=False):
        assert result.probe_id == probe.id
        if isinstance(result, Returned):
            assert len(result.values) == len(probe.steps)
            assert [len(args) for args in result.args_after] == [len(step.args) for step in probe.steps]
            said = canonical(probe, result)
            assert said is None or said in raw
        elif isinstance(result, Raised):
            assert 0 <= result.step < len(probe.steps)
            assert clean(result.error + result.traceback) == result.error + result.traceback
        else:
            assert isinstance(result, Stopped)
    return len(conversation.results)


def canonical(probe: Probe, result: Returned) -> bytes | None:
    """Return the only bytes that may be read as `result`; None where something unusable hides its place.

    So no bytes are ever read as anything but what they say.
    """
    given = [arg for step in probe.steps for arg in step.args]
    after = [arg for args in result.args_after for arg in args]
    items: list[Any] = [*result.values]
    items += [UNCHANGED if now is was else now for now, was in zip(after, given, strict=True)]
    for item in items:
        if item is not UNCHANGED and not only_values(item):
            return None
    return encoded(items)


def only_values(item: Any) -> bool:
    """Say whether all of an item is a plain value; fail for a kind that may never come out."""
    if isinstance(item, tuple):
        return all(map(only_values, item))
    if isinstance(item, dict):
        return all(map(only_values, item.values()))
    if isinstance(item, np.ndarray):
        assert type(item) is np.ndarray
        assert item.dtype.str in wire.DTYPES
        assert item.nbytes <= LIMITS.result_bytes
        return True
    if isinstance(item, Unusable | Stream):
        return False
    assert type(item) in _PLAIN, item
    return True


def peak_bytes(raw: bytes) -> int:
    """Return the most memory that hearing `raw` took."""
    tracemalloc.start()
    hear(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
