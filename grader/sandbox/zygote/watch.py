"""The clock over a running child: CPU time decides, wall time backs it up, and the parent may stop it.

A busy host must not end code that is only slow to get its turn: wall time is for code that waits.
"""

import math
import os
import resource
import select
import signal
import socket
import time
from typing import Final

from . import control
from .control import Ended, Start

_KIB: Final = 1024


class Watch:
    """Begun as a child is let go. `wait` returns once it has ended, by itself or not."""

    def __init__(self, child: int, start: Start) -> None:
        self._child = child
        self._start = start
        self._began = time.monotonic()
        self._cpu_before_s = _cpu_s(child)

    def wait(self, link: socket.socket, parent_ended: int) -> Ended:
        """Wait for the child; end it when its time is up, the parent says so, or the parent is gone."""
        child_ended = os.pidfd_open(self._child)
        poll = select.poll()
        for descriptor in (child_ended, link.fileno(), parent_ended):
            poll.register(descriptor, select.POLLIN)
        reason = self._poll(poll, child_ended)
        if reason != control.EXITED:
            signal.pidfd_send_signal(child_ended, signal.SIGKILL)
        os.close(child_ended)
        _, status, usage = os.wait4(self._child, 0)
        return Ended(
            reason,
            status,
            usage.ru_utime + usage.ru_stime - self._cpu_before_s,
            time.monotonic() - self._began,
            usage.ru_maxrss * _KIB,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB,
        )

    def _poll(self, poll: select.poll, child_ended: int) -> int:
        while True:
            wall_s = time.monotonic() - self._began
            cpu_s = _cpu_s(self._child) - self._cpu_before_s
            if cpu_s >= self._start.cpu_time_s:
                return control.OUT_OF_CPU
            patience = control.PATIENCE if cpu_s >= control.COMPUTING * wall_s else 1
            wall_left_s = patience * self._start.wall_time_s - wall_s
            if wall_left_s <= 0:
                return control.OUT_OF_WALL
            # One thread uses no more CPU time than passes, so it cannot be over the limit any earlier.
            look_s = min(wall_left_s, self._start.cpu_time_s - cpu_s, self._start.wall_time_s)
            events = dict(poll.poll(math.ceil(look_s * 1000)))
            if child_ended in events:
                return control.EXITED
            if events:
                return control.STOPPED


def _cpu_s(child: int) -> float:
    """Return the CPU time the child has used, by its own clock (clock_getcpuclockid(3))."""
    try:
        return time.clock_gettime(~child << 3 | 2)
    except OSError:  # it has just ended
        return 0.0
