"""The zygote's loop: one order, one locked child, one report."""

import array
import fcntl
import gc
import json
import math
import os
import resource
import select
import signal
import socket
import time
from typing import Final, NoReturn

from . import control, harness, lockdown, printed, wire
from .arguments import read_request
from .control import Ended, Start
from .printed import Output

_REQUEST: Final = 3  # the child's descriptors, besides 0 (nothing), 1 and 2 (what it prints)
_MANY: Final = 65_536


def serve(link: socket.socket, parent_ended: int, lock: lockdown.Lock) -> None:
    """Report for duty and fork a child for each order, until the parent is gone."""
    output = printed.install()
    gc.collect()
    gc.disable()
    gc.freeze()
    link.send(json.dumps({"ready": os.getpid()}).encode())
    while _order_waits(link, parent_ended):
        packet, descriptors = _receive(link)
        if not packet:
            return
        if packet == control.STOP:
            continue  # it crossed with the report on the child it was meant for
        start = Start.unpack(packet)
        child = os.fork()
        if child == 0:
            _child(start, lock, output, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        link.send(_watch(child, start, link, parent_ended).pack())


def _order_waits(link: socket.socket, parent_ended: int) -> bool:
    poll = select.poll()
    poll.register(link, select.POLLIN)
    poll.register(parent_ended, select.POLLIN)
    return parent_ended not in dict(poll.poll())


def _receive(link: socket.socket) -> tuple[bytes, list[int]]:
    packet, ancillary, _, _ = link.recvmsg(control.MAX_HELLO, socket.CMSG_SPACE(3 * 4))
    descriptors = array.array("i")
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    return packet, list(descriptors)


def _child(start: Start, lock: lockdown.Lock, output: Output, descriptors: list[int]) -> NoReturn:
    """Lock this process, then read and run the submission; never returns to the loop."""
    status = 1
    try:
        lock.ruleset = _keep_only(lock.ruleset, *descriptors)
        size = os.fstat(_REQUEST).st_size
        try:
            lock.shut(start)
        except OSError as error:
            _say_all(wire.FRAME.pack(wire.LOCK_FAILED, 0, 0) + repr(error).encode())
        else:
            _say_all(wire.FRAME.pack(wire.LOCKED, 0, 0))
            harness.run(read_request(_read_all(_REQUEST, size)), start, output)
            status = 0
    finally:
        os._exit(status)


def _keep_only(ruleset: int, request: int, answers: int, output: int) -> int:
    """Bring the child's descriptors to their places and close all others; return the ruleset's place."""
    # High first, so that no dup2 overwrites one that is still to be moved.
    high = [fcntl.fcntl(fd, fcntl.F_DUPFD, 64) for fd in (output, output, request, answers, ruleset)]
    places = (1, 2, _REQUEST, harness.ANSWERS, harness.ANSWERS + 1)
    for descriptor, place in zip(high, places, strict=True):
        os.dup2(descriptor, place)
    os.closerange(places[-1] + 1, _MANY)
    return places[-1]


def _say_all(message: bytes) -> None:
    os.write(harness.ANSWERS, message)


def _read_all(descriptor: int, size: int) -> bytes:
    parts = []
    while part := os.read(descriptor, size):
        parts.append(part)
    os.close(descriptor)
    return b"".join(parts)


def _watch(child: int, start: Start, link: socket.socket, parent_ended: int) -> Ended:
    """Wait for the child; end it when its time is up, or when the parent says so or is gone."""
    began = time.monotonic()
    child_ended = os.pidfd_open(child)
    poll = select.poll()
    for descriptor in (child_ended, link.fileno(), parent_ended):
        poll.register(descriptor, select.POLLIN)
    reason = control.EXITED
    while reason == control.EXITED:
        wall_left = start.wall_time_s - (time.monotonic() - began)
        cpu_left = start.cpu_time_s - _cpu_s(child)
        if cpu_left <= 0:
            reason = control.OUT_OF_CPU
        elif wall_left <= 0:
            reason = control.OUT_OF_WALL
        else:
            # One thread uses no more CPU time than passes, so it cannot be over the limit any earlier.
            events = dict(poll.poll(math.ceil(min(wall_left, cpu_left) * 1000)))
            if child_ended in events:
                break
            if events:
                reason = control.STOPPED
    if reason != control.EXITED:
        signal.pidfd_send_signal(child_ended, signal.SIGKILL)
    os.close(child_ended)
    _, status, usage = os.wait4(child, 0)
    return Ended(
        reason,
        status,
        usage.ru_utime + usage.ru_stime,
        time.monotonic() - began,
        usage.ru_maxrss * 1024,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    )


def _cpu_s(child: int) -> float:
    """Return the CPU time the child has used, by its own clock (clock_getcpuclockid(3))."""
    try:
        return time.clock_gettime(~child << 3 | 2)
    except OSError:  # it has just ended
        return 0.0
