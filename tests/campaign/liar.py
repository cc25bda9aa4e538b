"""A child that answers every probe with bytes of its own choice, heard by the real parent."""

from collections.abc import Sequence

import numpy as np

from grader.sandbox.conversation import Conversation
from grader.sandbox.outcome import Run
from grader.sandbox.program import Limits, Probe
from grader.sandbox.zygote import wire
from tests.grader.sandbox.frames import OPENING, encoded, frame

SHAPES = ((), (0,), (1,), (4,), (3, 2), (6, 4), (2, 3, 4, 4), (1, 1, 1, 1, 1))
ODD = (np.nan, np.inf, -np.inf, 0.0, 1.0, 1e300)


class Liar:
    """A sandbox whose submissions are made of noise. `told` is what the last run was answered with."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._shapes = list(SHAPES)
        self.told: list[bytes] = []

    def run(self, source: str, names: Sequence[str], probes: Sequence[Probe], limits: Limits) -> Run:
        """Answer as if a child had run."""
        heard = Conversation(probes, limits)
        heard.feed(OPENING)
        self.told = []
        # One kind of noise for a whole run now and then: a check may look at all probes of a family together.
        same = self._value(0) if self._rng.random() < 0.5 else None
        for number, probe in enumerate(probes):
            given = [arg.shape for step in probe.steps for arg in step.args if isinstance(arg, np.ndarray)]
            self._shapes = [*SHAPES, *3 * given]
            values = b"".join(same or self._value(0) for _ in probe.steps)
            after = b"".join(self._argument() for step in probe.steps for _ in step.args)
            self.told.append(values + after)
            size = len(values + after)
            if size > heard.result_bytes_left:  # what a child may return for small inputs is little
                heard.feed(frame(wire.TOO_LARGE, number, wire.U64.pack(size)))
            else:
                heard.feed(frame(wire.ANSWER, number, values + after))
        return Run(tuple(heard.results), None, "", 1.0, 1.0, 1.0)

    def close(self) -> None:
        """There is nothing to end."""

    def _argument(self) -> bytes:
        return wire.UNCHANGED if self._rng.random() < 0.9 else self._value(0)

    def _value(self, depth: int) -> bytes:
        kind = self._rng.integers(9 if depth < 3 else 6)
        if kind < 3:
            return encoded([self._array()])
        if kind >= 6:
            return self._container(depth)
        plain = (None, True, float(self._rng.choice(ODD)), -(2**900), "x\0", self._array())
        return encoded([plain[self._rng.integers(len(plain))]])

    def _container(self, depth: int) -> bytes:
        items = [self._value(depth + 1) for _ in range(self._rng.integers(5))]
        if self._rng.random() < 0.2:
            pairs = (wire.text_bytes(f"running_{place}") + item for place, item in enumerate(items))
            return wire.MAPPING + wire.U32.pack(len(items)) + b"".join(pairs)
        tag = wire.STREAM if self._rng.random() < 0.1 else wire.TUPLE
        return tag + wire.U32.pack(len(items)) + b"".join(items)

    def _array(self) -> np.ndarray:
        dtype = np.dtype(wire.DTYPES[self._rng.integers(len(wire.DTYPES))])
        shape = self._shapes[self._rng.integers(len(self._shapes))]
        if dtype.kind != "f":
            return np.full(shape, self._rng.integers(2), dtype)
        array: np.ndarray = self._rng.standard_normal(shape).astype(dtype)
        if self._rng.random() < 0.3:
            with np.errstate(over="ignore"):
                array[...] = self._rng.choice(ODD)
        return array
