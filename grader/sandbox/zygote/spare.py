"""A child that is forked and locked before there is anything for it to do, so that no run waits for that."""

import fcntl
import os
import resource
import socket
from contextlib import suppress
from typing import Final, NoReturn

from . import harness, kernel, wire
from .arguments import read_request
from .control import Start, Terms
from .lockdown import Lock, rlimits
from .places import ANSWERS, FREE_FROM, NOWHERE, REQUEST
from .printed import Output

_MANY: Final = 65_536
_PIPE_BYTES: Final = 1 << 18  # the parent may be busy while a child answers
_GO: Final = b"g"


class Spare:
    """A locked child that waits. `theirs` are the parent's ends: request, answers, output."""

    def __init__(self, lock: Lock, output: Output, first_steps: bytes) -> None:
        request = os.memfd_create("request")
        go_out, self._go = os.pipe()
        answers, answers_in = os.pipe()
        printed, printed_in = os.pipe()
        fcntl.fcntl(answers_in, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        self.theirs = (request, answers, printed)
        self._memory = lock.address_space
        self.child = kernel.fork()
        if self.child == 0:
            _live(lock, output, first_steps, (go_out, printed_in, printed_in, request, answers_in))
        for descriptor in (go_out, answers_in, printed_in):
            os.close(descriptor)

    def hand_over(self, link: socket.socket, message: bytes) -> None:
        """Send a message with the parent's ends to the parent, and keep none."""
        socket.send_fds(link, [message], self.theirs)
        for descriptor in self.theirs:
            os.close(descriptor)

    def go(self, start: Start) -> None:
        """Set the limits of this run and let the child begin."""
        for kind, value in rlimits(start, self._memory):
            resource.prlimit(self.child, kind, (value, value))
        with suppress(BrokenPipeError):  # it has ended before its time, and the watch will say so
            os.write(self._go, _GO)
        os.close(self._go)


def _live(lock: Lock, output: Output, first_steps: bytes, descriptors: tuple[int, ...]) -> NoReturn:
    """Lock this process, wait for the word, then read and run the submission; never returns to the zygote."""
    status = 1
    try:
        for place, descriptor in enumerate(descriptors):
            os.dup2(descriptor, place)
        try:
            lock.shut(FREE_FROM, _MANY)
        except OSError as error:
            told = repr(error).encode()
            os.write(ANSWERS, wire.FRAME.pack(wire.LOCK_FAILED, 0, len(told)) + told)
        else:
            os.write(ANSWERS, wire.FRAME.pack(wire.LOCKED, 0, 0))
            _take(first_steps, output)
            if os.read(0, 1) == _GO:
                raw = read_all(REQUEST)
                harness.run(read_request(raw), Terms.unpack_from(raw), output, ANSWERS)
                status = 0
    finally:
        os._exit(status)


def _take(first_steps: bytes, output: Output) -> None:
    """Run the least of samples, so that the memory any submission writes to is copied while nobody waits."""
    harness.run(read_request(first_steps), Terms.unpack_from(first_steps), output, NOWHERE)
    harness.forget()
    os.close(NOWHERE)


def read_all(descriptor: int) -> bytes:
    """Return all that is in a file, and close it."""
    parts = []
    while part := os.read(descriptor, 65_536):
        parts.append(part)
    os.close(descriptor)
    return b"".join(parts)
