"""One zygote as its parent sees it: started clean, spoken to over one socket, ended for good."""

import os
import select
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from grader.sandbox import rehearsal
from grader.sandbox.cgroup import new_group
from grader.sandbox.outcome import SandboxMissing
from grader.sandbox.zygote import control
from grader.sandbox.zygote.control import BEGIN, ISOLATED, MAX_PACKET, MISSING, Ended, Start

START_TIMEOUT_S: Final = 60.0
END_TIMEOUT_S: Final = 5.0

# The package is loaded from its own folder, so that nothing beside it can be imported.
LAUNCH: Final = """
import importlib.util, sys
folder, numpy_parent, parent, link, *samples = sys.argv[1:]
init = folder + "/__init__.py"
spec = importlib.util.spec_from_file_location("zygote", init, submodule_search_locations=[folder])
package = importlib.util.module_from_spec(spec)
sys.modules["zygote"] = package
spec.loader.exec_module(package)
from zygote import start
start.main(numpy_parent, int(parent), int(link), *map(int, samples))
"""

# With -E (part of -I) the hash seed could not be set, and two zygotes would order a set differently. The
# environment holds nothing else, so there is nothing that -E would have to ignore.
FLAGS: Final = ("-s", "-S", "-P", "-B", "-X", "utf8")
ENVIRONMENT: Final = {
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "BLIS_NUM_THREADS": "1",
    "NVPL_BLAS_DEBUG_CPU_TYPE": "1",
}


class ZygoteLost(Exception):
    """The zygote died, hung or spoke nonsense; the submission is not to blame."""


class ZygoteProcess:
    """A running zygote. One run at a time; `end` leaves no process behind."""

    def __init__(self) -> None:
        self.isolated = False
        self.used_bytes = 0
        self._spare: tuple[int, int, int] | None = None
        self.group = new_group()
        self.link, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        samples = memory_file(rehearsal.request()), memory_file(rehearsal.first_steps())
        try:
            self._process = subprocess.Popen(
                [sys.executable, *FLAGS, "-c", LAUNCH, *arguments(), *map(str, (theirs.fileno(), *samples))],
                env=ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(), *samples),
                start_new_session=True,  # a Ctrl-C in the terminal is the parent's to handle
            )
        finally:
            theirs.close()
            for sample in samples:
                os.close(sample)
        if self.group is not None:
            self.group.add(self._process.pid)
        # Not before it is in its group: what it forks is then in it too.
        self.link.send(BEGIN)

    @property
    def pid(self) -> int:
        """Return the number of the process this one started."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Say whether the process still runs."""
        return self._process.poll() is None

    def await_ready(self) -> None:
        """Wait until the zygote can take orders; SandboxMissing tells why this host cannot have one."""
        try:
            hello = self._receive(START_TIMEOUT_S)
        except ZygoteLost as error:
            self.end()
            raise SandboxMissing(f"The sandbox did not start: {error}.") from error
        if self._spare is None:
            self.end()
            told = hello.removeprefix(MISSING).decode("utf-8", "replace")
            reason = told or f"it ended with status {self._process.returncode} as it started"
            raise SandboxMissing(f"Code cannot be run safely on this host: {reason}. See `bn-assess doctor`.")
        self.isolated = hello.endswith(ISOLATED)

    def start(self, order: Start, request: Sequence[bytes]) -> tuple[int, int]:
        """Let the waiting child run; return the descriptors of its answers and its output."""
        if self._spare is None:
            raise ZygoteLost("no child waits")
        if self.group is not None:
            self.group.allow(order.memory_bytes)
        theirs, answers, output = self._spare
        self._spare = None
        try:
            write_all(theirs, *request)
            os.lseek(theirs, 0, os.SEEK_SET)
            self.link.send(order.pack())
        except OSError as error:
            os.close(answers)
            os.close(output)
            raise ZygoteLost(f"the zygote takes no orders: {error.strerror}") from error
        finally:
            os.close(theirs)
        return answers, output

    def stop(self) -> None:
        """Have the running child ended now."""
        try:
            self.link.send(control.STOP)
        except OSError as error:
            raise ZygoteLost(f"the zygote takes no orders: {error.strerror}") from error

    def ended(self) -> Ended:
        """Return the report on the child, which must be waiting in the socket."""
        try:
            report = Ended.unpack(self._receive(0.0))
        except struct.error as error:
            raise ZygoteLost("the zygote ended, or sent no report") from error
        self.used_bytes = report.zygote_bytes
        return report

    def kill(self) -> None:
        """End the zygote, and its children with it. May come from another thread than the runs."""
        # The keeper ends the zygote and reaps it; should it be stuck, its end is the zygote's end too.
        self._process.terminate()
        try:
            self._process.wait(END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(END_TIMEOUT_S)

    def end(self) -> None:
        """End the zygote and close what led to it. Safe to call twice."""
        self.kill()
        self.link.close()
        if self.group is not None:
            self.group.remove()
        for descriptor in self._spare or ():
            os.close(descriptor)
        self._spare = None

    def _receive(self, timeout_s: float) -> bytes:
        poll = select.poll()
        poll.register(self.link, select.POLLIN)
        if not poll.poll(timeout_s * 1000):
            raise ZygoteLost(f"no word from the zygote within {timeout_s:g} s")
        try:
            packet, descriptors, _, _ = socket.recv_fds(self.link, MAX_PACKET, 3)
        except OSError as error:
            raise ZygoteLost(f"the zygote is gone: {error.strerror}") from error
        if descriptors:
            request, answers, output = descriptors
            self._spare = request, answers, output
        return packet


def arguments() -> tuple[str, str, str]:
    """Return what a zygote is told: where it is, where NumPy is, and whose it is."""
    folder = Path(__file__).parent / "zygote"
    numpy_parent = Path(np.__file__).parent.parent
    return str(folder), str(numpy_parent), str(os.getpid())


def memory_file(data: bytes) -> int:
    """Return a descriptor of a file in memory that holds `data`, to be read from its beginning."""
    descriptor = os.memfd_create("request")
    write_all(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def write_all(descriptor: int, *parts: bytes) -> None:
    """Write all the parts."""
    for part in parts:
        view = memoryview(part)
        while view:
            view = view[os.write(descriptor, view) :]
