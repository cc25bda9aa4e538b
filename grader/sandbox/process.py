"""One zygote as its parent sees it: started clean, spoken to over one socket, ended for good."""

import json
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

from grader.sandbox.outcome import SandboxMissing
from grader.sandbox.zygote import control
from grader.sandbox.zygote.control import Ended, Start

START_TIMEOUT_S: Final = 60.0
END_TIMEOUT_S: Final = 10.0

# The package is loaded from its own folder, so that nothing beside it can be imported.
_LAUNCH: Final = """
import importlib.util, socket, sys
folder, numpy_parent, parent, link = sys.argv[1:]
init = folder + "/__init__.py"
spec = importlib.util.spec_from_file_location("zygote", init, submodule_search_locations=[folder])
package = importlib.util.module_from_spec(spec)
sys.modules["zygote"] = package
spec.loader.exec_module(package)
from zygote import start
start.main(numpy_parent, int(parent), socket.socket(fileno=int(link)))
"""

# With -E (part of -I) the hash seed could not be set, and two zygotes would order a set differently. The
# environment holds nothing else, so there is nothing that -E would have to ignore.
_FLAGS: Final = ("-s", "-S", "-P", "-B", "-X", "utf8")
_ENVIRONMENT: Final = {
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
        self.link, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, *_FLAGS, "-c", _LAUNCH, *_arguments(), str(theirs.fileno())],
                env=_ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,  # a Ctrl-C in the terminal is the parent's to handle
            )
        self.used_bytes = 0

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
            hello = json.loads(self._receive(START_TIMEOUT_S) or b"{}")
        except ZygoteLost as error:
            self.end()
            raise SandboxMissing(f"The sandbox did not start: {error}.") from error
        if "ready" not in hello:
            self.end()
            missing = hello.get("missing", f"it ended with status {self._process.returncode} as it started")
            raise SandboxMissing(
                f"Code cannot be run safely on this host: {missing}. See `bn-assess doctor`."
            )

    def start(self, order: Start, descriptors: Sequence[int]) -> None:
        """Have a child forked, with the descriptors of request, answers and output."""
        rights = struct.pack("3i", *descriptors)
        try:
            self.link.sendmsg([order.pack()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
        except OSError as error:
            raise ZygoteLost(f"the zygote takes no orders: {error.strerror}") from error

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

    def end(self) -> None:
        """End the zygote; its children end with it. Safe to call twice."""
        self.link.close()
        self._process.kill()
        self._process.wait(END_TIMEOUT_S)

    def _receive(self, timeout_s: float) -> bytes:
        poll = select.poll()
        poll.register(self.link, select.POLLIN)
        if not poll.poll(timeout_s * 1000):
            raise ZygoteLost(f"no answer from the zygote within {timeout_s:g} s")
        try:
            return self.link.recv(control.MAX_HELLO)
        except OSError as error:
            raise ZygoteLost(f"the zygote is gone: {error.strerror}") from error


def _arguments() -> tuple[str, str, str]:
    folder = Path(__file__).parent / "zygote"
    numpy_parent = Path(np.__file__).parent.parent
    return str(folder), str(numpy_parent), str(os.getpid())
