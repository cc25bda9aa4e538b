"""What the children of one run said, in order. A frame out of turn, too long or unknown ends the child."""

from collections.abc import Sequence
from typing import Final

from grader.sandbox import answers
from grader.sandbox.outcome import Raised, Returned, Stopped
from grader.sandbox.program import Limits, Probe
from grader.sandbox.zygote import wire
from grader.sandbox.zygote.wire import Cursor, Malformed
from grader.verdict import Verdict

_MAX_TEXTS: Final = 2 * (4 * wire.MAX_TEXT + 4) + 4  # a Raised: two texts in UTF-8, their lengths, the step
_MIB: Final = 1024 * 1024


def printed_too_much(limits: Limits) -> str:
    """Return the message for output over the limit."""
    return f"printed more than {limits.output_bytes} bytes ({limits.output_bytes / 1024:g} KiB)"


class Conversation:
    """Collects the frames of a run. `results` grows probe by probe, in the order asked."""

    def __init__(self, probes: Sequence[Probe], limits: Limits) -> None:
        self.probes = probes
        self.limits = limits
        self.results: list[Returned | Raised | Stopped] = []
        self.invalid: str | None = None
        self.result_bytes_left = limits.result_bytes
        self.lock_error: str | None = None
        self.begin()

    def begin(self) -> None:
        """Expect a fresh child, which starts over with LOCKED and LOADED."""
        self.locked = self.loaded = False
        self._buffer = bytearray()

    @property
    def finished(self) -> bool:
        """Say whether nothing more is expected of any child."""
        return self.invalid is not None or (self.loaded and len(self.results) == len(self.probes))

    def feed(self, chunk: bytes) -> None:
        """Take bytes as they come; Malformed when they cannot be frames in turn."""
        self._buffer += chunk
        while len(self._buffer) >= wire.FRAME.size:
            kind, number, size = wire.FRAME.unpack_from(self._buffer)
            self._check(kind, number, size)
            end = wire.FRAME.size + size
            if len(self._buffer) < end:
                return
            payload = bytes(memoryview(self._buffer)[wire.FRAME.size : end])
            del self._buffer[:end]
            self._take(kind, payload)

    def stopped(self, verdict: Verdict, message: str) -> None:
        """Note that the probe now due was ended."""
        self.results.append(Stopped(self.probes[len(self.results)].id, verdict, message))

    def stop_rest(self, verdict: Verdict, message: str) -> None:
        """Note that no probe from the one due on will be run."""
        while len(self.results) < len(self.probes):
            self.stopped(verdict, message)

    def not_loaded(self, verdict: Verdict, message: str) -> None:
        """Note that the submission was ended while it loaded, so that no probe will be run."""
        if not self.probes:
            self.invalid = f"while it was loaded: {message}"
        self.loaded = True
        self.stop_rest(verdict, f"while it was loaded: {message}")

    def _check(self, kind: int, number: int, size: int) -> None:
        if self.finished:
            raise Malformed("a frame after the last one")
        in_turn = (
            (wire.LOCKED, wire.LOCK_FAILED)
            if not self.locked
            else (wire.LOADED, wire.INVALID, wire.MEMORY, wire.PRINTED)
            if not self.loaded
            else (wire.ANSWER, wire.RAISED, wire.MEMORY, wire.TOO_LARGE, wire.PRINTED)
        )
        if kind not in in_turn:
            raise Malformed(f"a frame of kind {kind} out of turn")
        if number != (len(self.results) if self.loaded else 0):
            raise Malformed(f"an answer to probe {number} in the place of probe {len(self.results)}")
        if size > (self.result_bytes_left if kind == wire.ANSWER else _MAX_TEXTS):
            raise Malformed(f"a frame of {size} bytes")

    def _take(self, kind: int, payload: bytes) -> None:
        if kind == wire.LOCKED:
            self.locked = True
        elif kind == wire.LOCK_FAILED:
            self.lock_error = answers.clean(payload.decode("utf-8", "replace"))
        elif kind == wire.LOADED:
            self.loaded = True
        elif kind == wire.INVALID:
            self.invalid = answers.decode_text(Cursor(payload))
        elif kind == wire.MEMORY:
            self._over(Verdict.MEMORY_LIMIT, f"needed more than {self.limits.memory_mib} MiB of memory")
        elif kind == wire.PRINTED:
            self._over(Verdict.OUTPUT_LIMIT, printed_too_much(self.limits))
        elif kind == wire.TOO_LARGE:
            self._too_large(Cursor(payload).u64())
        elif kind == wire.RAISED:
            self.results.append(answers.decode_raised(self._due, payload))
        else:
            self.results.append(answers.decode_returned(self._due, payload))
            self.result_bytes_left -= len(payload)

    @property
    def _due(self) -> Probe:
        return self.probes[len(self.results)]

    def _over(self, verdict: Verdict, message: str) -> None:
        if self.loaded:
            self.stopped(verdict, message)
        else:
            self.not_loaded(verdict, message)

    def _too_large(self, size: int) -> None:
        limit = self.limits.result_bytes
        self.stopped(
            Verdict.OUTPUT_LIMIT,
            f"returned {size + limit - self.result_bytes_left} bytes in all, the limit is {limit} bytes "
            f"({limit / _MIB:g} MiB)",
        )
