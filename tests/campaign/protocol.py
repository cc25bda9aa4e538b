"""Fuzz what the parent reads from a child: frames by hypothesis, then by mutation guided by coverage."""

import random
import sys
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from grader.sandbox import answers, conversation
from grader.sandbox.zygote import wire
from tests.grader.sandbox.frames import OPENING, check, encoded, frame, peak_bytes, streams

STREAMS = 50_000  # by each of the two, about two frames a stream
MEMORY_BYTES = 2**20
_WATCHED = {answers.__file__, conversation.__file__, wire.__file__}

Edge = tuple[str, int, int]


def run(size: float) -> str:
    """Fuzz; fail on any other exception than a refusal, any false reading, any large use of memory."""
    count = max(1, int(STREAMS * size))
    answered = by_hypothesis(count)
    corpus, edges = by_coverage(count, random.Random(0))
    worst = max(map(peak_bytes, corpus))
    assert worst < MEMORY_BYTES, f"{worst} bytes of memory for one conversation"
    return (
        f"{2 * count} conversations, {answered} answers read as what they say, "
        f"{edges} edges by {len(corpus)} kinds of input, {worst / 1024:.0f} KiB at most"
    )


def by_hypothesis(count: int) -> int:
    """Check `count` drawn streams; return how many probes they answered."""
    answered = 0

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(streams())
    def one(raw: bytes) -> None:
        nonlocal answered
        answered += check(raw)

    one()
    return answered


def by_coverage(count: int, rng: random.Random) -> tuple[list[bytes], int]:
    """Mutate inputs and keep those that reach new code; return them and the number of edges reached."""
    corpus = [
        OPENING + frame(wire.ANSWER, 0, encoded([(1, 2.5, "a", {"k": None})]) + wire.UNCHANGED * 2),
        OPENING + frame(wire.RAISED, 0, wire.U32.pack(0) + wire.text_bytes("e") + wire.text_bytes("t")),
        frame(wire.LOCKED, 0) + frame(wire.INVALID, 0, wire.text_bytes("no")),
        OPENING + b"".join(frame(kind, 0) for kind in range(10)),
    ]
    seen: set[Edge] = set()
    for raw in corpus:
        seen |= edges_of(raw)
    for _ in range(count):
        raw = mutated(rng.choice(corpus), corpus, rng)
        new = edges_of(raw) - seen
        if new:
            seen |= new
            corpus.append(raw)
    return corpus, len(seen)


def mutated(raw: bytes, corpus: list[bytes], rng: random.Random) -> bytes:
    """Return `raw` damaged in one to four places."""
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(raw) + 1)
        other = rng.choice(corpus)
        start = rng.randrange(len(other) + 1)
        piece = rng.choice(
            [
                rng.randbytes(rng.randint(0, 4)),
                bytes([rng.choice(b"ntfidsa({r*?=")]),
                wire.U32.pack(rng.choice([0, 1, 2, 255, 2**31, 2**32 - 1])),
                wire.U64.pack(rng.choice([0, 1, 2**62, 2**63, 2**64 - 1])),
                other[start : start + rng.randint(0, 40)],
            ]
        )
        raw = raw[:at] + piece + raw[at + rng.choice([0, len(piece), rng.randint(0, 8)]) :]
    return raw[:8192]


def edges_of(raw: bytes) -> set[Edge]:
    """Check a stream and return the steps from line to line it took in the code under test."""
    edges: set[Edge] = set()

    def trace(stack: FrameType, event: str, _: Any) -> Any:
        if stack.f_code.co_filename not in _WATCHED:
            return None
        before = stack.f_lineno

        def line(stack: FrameType, event: str, _: Any) -> Any:
            nonlocal before
            edges.add((stack.f_code.co_filename, before, stack.f_lineno))
            before = stack.f_lineno
            return line

        return line

    sys.settrace(trace)
    try:
        check(raw)
    finally:
        sys.settrace(None)
    return edges
