"""One submission on one zygote: as many children as its crashes ask for, within the limits of the whole."""

import os
import select
import time
from collections.abc import Sequence
from typing import Final

from grader.sandbox.answers import clean
from grader.sandbox.conversation import Conversation, printed_too_much
from grader.sandbox.endings import why_ended
from grader.sandbox.outcome import Run
from grader.sandbox.process import ZygoteLost, ZygoteProcess
from grader.sandbox.program import Limits, Probe
from grader.sandbox.zygote.control import PATIENCE, Ended, Start, Terms
from grader.sandbox.zygote.wire import Malformed
from grader.verdict import Verdict

# After a crash or a time-out the other probes run in a fresh child with a fresh allowance of time, so that
# one endless loop does not hide what the rest does; all of them together may use this many allowances.
ALLOWANCES: Final = 3
GRACE_S: Final = 10.0  # how long past the wall-clock limit a zygote may be silent before it counts as hung
_CHUNK: Final = 262_144
_MOMENT_S: Final = 0.004
_MIB: Final = 1024 * 1024


class Submission:
    """The state of one run: what was asked, what came back, what was spent."""

    def __init__(self, request: bytes, probes: Sequence[Probe], limits: Limits) -> None:
        self._request = request
        self._limits = limits
        self._conversation = Conversation(probes, limits)
        self._printed = bytearray()
        self._cpu_s = self._wall_s = 0.0
        self._peak_bytes = 0

    def run(self, zygote: ZygoteProcess) -> Run:
        """Run every probe; ZygoteLost when the sandbox, not the submission, failed."""
        conversation = self._conversation
        while not conversation.finished:
            child = _Child(zygote, conversation, self._printed, self._limits)
            order = self._order()
            ended = child.run(order, (self._terms().pack(), self._request))
            self._cpu_s += ended.cpu_s
            self._wall_s += ended.wall_s
            self._peak_bytes = max(self._peak_bytes, ended.peak_bytes)
            if not conversation.finished:
                self._settle(child, ended, order)
        return Run(
            results=() if conversation.invalid is not None else tuple(conversation.results),
            invalid=conversation.invalid,
            output=clean(self._printed.decode("utf-8", "replace")),
            cpu_ms=self._cpu_s * 1e3,
            wall_ms=self._wall_s * 1e3,
            peak_memory_mib=self._peak_bytes / _MIB,
        )

    def _order(self) -> Start:
        limits = self._limits
        return Start(
            cpu_time_s=min(limits.cpu_time_s, ALLOWANCES * limits.cpu_time_s - self._cpu_s),
            wall_time_s=min(limits.wall_time_s, ALLOWANCES * limits.wall_time_s - self._wall_s),
            memory_bytes=limits.memory_mib * _MIB,
        )

    def _terms(self) -> Terms:
        return Terms(
            result_bytes=self._conversation.result_bytes_left,
            output_bytes=self._limits.output_bytes - len(self._printed),
            recursion=self._limits.recursion,
            first_probe=len(self._conversation.results),
        )

    def _settle(self, child: "_Child", ended: Ended, order: Start) -> None:
        """Judge the probe at which a child ended, and whether the rest is worth another."""
        conversation, limits = self._conversation, self._limits
        if not conversation.locked:
            raise ZygoteLost(conversation.lock_error or "a child ended before it was locked")
        if child.flooded:
            verdict, message = Verdict.OUTPUT_LIMIT, printed_too_much(limits)
            conversation.stop_rest(verdict, message) if conversation.loaded else conversation.not_loaded(
                verdict, message
            )
            return
        verdict, message = why_ended(ended, limits, child.malformed, cpu_time_s=order.cpu_time_s)
        if not conversation.loaded:
            conversation.not_loaded(verdict, message)
            return
        conversation.stopped(verdict, message)
        spent = max(self._cpu_s / limits.cpu_time_s, self._wall_s / limits.wall_time_s)
        if spent > ALLOWANCES - 0.01:
            message = f"not run: the probes before it used up {self._cpu_s:.1f} s of CPU time"
            conversation.stop_rest(Verdict.TIME_LIMIT, f"{message} and {self._wall_s:.1f} s of wall time")


class _Child:
    """One forked child, from the order to the report, with both of its pipes read as it goes."""

    def __init__(
        self, zygote: ZygoteProcess, conversation: Conversation, printed: bytearray, limits: Limits
    ) -> None:
        self.malformed: Malformed | None = None
        self.flooded = False
        self._zygote = zygote
        self._conversation = conversation
        self._printed = printed
        self._limits = limits
        self._stopping = False

    def run(self, order: Start, request: Sequence[bytes]) -> Ended:
        """Return the zygote's report, once all that the child said and printed is read."""
        self._conversation.begin()
        answers, output = self._zygote.start(order, request)
        try:
            self._listen(answers, output, PATIENCE * order.wall_time_s + GRACE_S)
            return self._zygote.ended()
        finally:
            os.close(answers)
            os.close(output)

    def _listen(self, answers: int, output: int, timeout_s: float) -> None:
        """Read until the report is there and both pipes are empty."""
        deadline = time.monotonic() + timeout_s
        report = self._zygote.link.fileno()
        poll = select.poll()
        for descriptor in (report, answers, output):
            poll.register(descriptor, select.POLLIN)
        waiting = {answers, output}
        # Most runs are over in a moment: to be woken once, at the end, costs less than for each answer.
        select.select([report], [], [], _MOMENT_S)
        while True:
            ready = {descriptor for descriptor, _ in poll.poll(max(0.0, deadline - time.monotonic()) * 1000)}
            if not ready:
                raise ZygoteLost(f"no report from the zygote within {timeout_s:g} s")
            for descriptor in ready & waiting:
                chunk = os.read(descriptor, _CHUNK)
                if not chunk:
                    poll.unregister(descriptor)
                    waiting.remove(descriptor)
                elif descriptor == answers:
                    self._hear(chunk)
                else:
                    self._print(chunk)
            if report in ready and ready.isdisjoint(waiting):
                return

    def _hear(self, chunk: bytes) -> None:
        if self._stopping:
            return
        try:
            self._conversation.feed(chunk)
        except Malformed as error:
            self.malformed = error
            self._stop()

    def _print(self, chunk: bytes) -> None:
        room = self._limits.output_bytes - len(self._printed)
        self._printed += chunk[:room]
        # The child keeps to the limit by itself unless it writes past its own streams.
        if len(chunk) > room and not self._stopping:
            self.flooded = True
            self._stop()

    def _stop(self) -> None:
        self._stopping = True
        self._zygote.stop()
