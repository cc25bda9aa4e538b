"""The lock every child shuts behind itself before any code of a submission is compiled."""

import math
import os
import resource
import signal
from collections.abc import Sequence
from typing import Final

from . import kernel, landlock
from .calls import ARCHITECTURES
from .control import Start
from .seccomp import Seccomp, available

_STACK_BYTES: Final = 8 * 1024 * 1024
_DESCRIPTORS: Final = 8


class Missing(Exception):
    """This host lacks what the lock needs; the message says what."""


class Lock:
    """The ruleset and the filter, built once in the zygote; `shut` applies them in a child."""

    def __init__(self) -> None:
        architecture = ARCHITECTURES.get(kernel.machine())
        if architecture is None:
            known = ", ".join(ARCHITECTURES)
            raise Missing(f"no table of system calls for {kernel.machine()}; there is one for {known}")
        if not available(architecture):
            raise Missing("seccomp filters: the kernel needs CONFIG_SECCOMP_FILTER")
        try:
            self._ruleset = landlock.build()
        except OSError as error:
            raise Missing(
                f"Landlock ({error.strerror}): it needs Linux 5.13 with CONFIG_SECURITY_LANDLOCK"
            ) from error
        self._seccomp = Seccomp(architecture)
        self._zygote = os.getpid()
        self.address_space = _address_space()

    def shut(self, first_descriptor: int, last_descriptor: int) -> None:
        """Lock this process for good, without the descriptors named; OSError when any part fails."""
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != self._zygote:
            os._exit(1)  # the zygote died before the line above could take hold
        landlock.apply(self._ruleset)
        os.closerange(first_descriptor, last_descriptor)
        self._seccomp.apply()


def rlimits(start: Start, address_space: int) -> Sequence[tuple[int, int]]:
    """Return the limits of one run. The watch keeps CPU time exactly; here it is a second line."""
    return (
        (resource.RLIMIT_CPU, math.ceil(start.cpu_time_s) + 1),
        (resource.RLIMIT_AS, address_space + start.memory_bytes),
        (resource.RLIMIT_NOFILE, _DESCRIPTORS),
        (resource.RLIMIT_NPROC, 0),
    )


# Set in the zygote, which needs none of this either, and inherited: a call less in each child.
INHERITED_RLIMITS: Final = (
    (resource.RLIMIT_STACK, _STACK_BYTES),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_MEMLOCK, 0),
    (resource.RLIMIT_MSGQUEUE, 0),
)


def renounce() -> None:
    """Give up in the zygote, and so in every child, what neither needs: privileges, being looked into."""
    for kind, value in INHERITED_RLIMITS:
        resource.setrlimit(kind, (value, value))
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    kernel.drop_capabilities()


def _address_space() -> int:
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - pathlib is not worth its memory in every child
        return int(file.read().split()[0]) * resource.getpagesize()
