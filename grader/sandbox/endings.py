"""Why a child ended, as a verdict and a sentence with the figure."""

import os
import signal
from collections.abc import Sequence
from typing import Final

from grader.sandbox.process import ZygoteLost
from grader.sandbox.program import Limits
from grader.sandbox.zygote import control
from grader.sandbox.zygote.control import Ended
from grader.sandbox.zygote.wire import Malformed
from grader.verdict import Verdict

_NEARLY: Final = 0.8  # of the memory limit: a kill by the kernel above it is the submission's own doing
_MUCH: Final = 0.5  # of it: above this a kill each time is too, on a host that has less than it promised
_MIB: Final = 1024 * 1024

_CRASHES: Final[dict[int, str]] = {
    signal.SIGSEGV: "crashed: it touched memory that is not its own, or nested calls too deep for the stack",
    signal.SIGSYS: "crashed: it made a system call of a foreign kind",
}


class KilledOutside(ZygoteLost):
    """The host, or someone on it, killed a child that had kept its limits."""

    def __init__(self, peak_bytes: int) -> None:
        super().__init__("a child was killed from outside")
        self.peak_bytes = peak_bytes


def why_ended(
    ended: Ended, limits: Limits, malformed: Malformed | None, *, cpu_time_s: float
) -> tuple[Verdict, str]:
    """Judge a child that ended before its last answer; ZygoteLost when that was not its own doing.

    `cpu_time_s` is what this child was given, which is less than the limit when earlier ones used some.
    """
    # CPU time decides, whoever ended the child: the zygote's clock or the kernel's, a moment later.
    if ended.reason == control.OUT_OF_CPU or ended.cpu_s >= cpu_time_s:
        return (
            Verdict.TIME_LIMIT,
            f"used {ended.cpu_s:.2f} s of CPU time, the limit is {limits.cpu_time_s:g} s",
        )
    if ended.reason == control.OUT_OF_WALL:
        return (
            Verdict.TIME_LIMIT,
            f"took {ended.wall_s:.2f} s on the clock (with {ended.cpu_s:.2f} s of CPU time), "
            f"the limit is {limits.wall_time_s:g} s",
        )
    if malformed is not None:
        return Verdict.RUNTIME_ERROR, f"the answer cannot be read: {malformed}"
    if ended.reason == control.STOPPED:
        raise ZygoteLost("the zygote stopped a child that it was not told to stop")
    if os.WIFSIGNALED(ended.wait_status):
        return _killed(ended, limits, os.WTERMSIG(ended.wait_status))
    status = os.waitstatus_to_exitcode(ended.wait_status)
    return Verdict.RUNTIME_ERROR, f"the process ended itself with status {status} before it answered"


def killed_each_time(kills: Sequence[KilledOutside], limits: Limits) -> tuple[Verdict, str] | None:
    """Judge a submission whose children were killed from outside each time; None when it is not to blame.

    Where less memory is free than the limit allows, the kernel kills what grows. Were that always our fault,
    code that takes much memory would stay without a verdict for as long as its author likes.
    """
    least = min(kill.peak_bytes for kill in kills)
    if least < _MUCH * limits.memory_mib * _MIB:
        return None
    return (
        Verdict.MEMORY_LIMIT,
        f"was ended by the host for the {least / _MIB:.0f} MiB of memory it used, each of {len(kills)} times",
    )


def _killed(ended: Ended, limits: Limits, number: int) -> tuple[Verdict, str]:
    if number == signal.SIGKILL:
        if ended.peak_bytes >= _NEARLY * limits.memory_mib * _MIB:
            return (
                Verdict.MEMORY_LIMIT,
                f"used {ended.peak_bytes / _MIB:.0f} MiB of memory, the limit is {limits.memory_mib} MiB",
            )
        # A child can send no signal, not even to itself: someone else's memory ran out, or someone killed it.
        raise KilledOutside(ended.peak_bytes)
    return Verdict.RUNTIME_ERROR, _CRASHES.get(number, f"crashed: {signal.strsignal(number) or number}")
