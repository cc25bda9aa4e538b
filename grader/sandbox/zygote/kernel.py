"""The few kernel calls Python has no name for, through ctypes."""

import ctypes
import os
import platform
from typing import Final

PR_SET_PDEATHSIG: Final = 1
PR_SET_DUMPABLE: Final = 4
PR_CAPBSET_DROP: Final = 24
PR_SET_NO_NEW_PRIVS: Final = 38

_LIBC: Final = ctypes.CDLL(None, use_errno=True)
_SYSCALL: Final = _LIBC.syscall
_SYSCALL.restype = ctypes.c_long
_FORK: Final = ctypes.PyDLL(None).fork
_FORK.restype = ctypes.c_int
_PRCTL: Final = _LIBC.prctl
_PRCTL.restype = ctypes.c_int
_PRCTL.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4


def machine() -> str:
    """Return the processor's architecture as the kernel names it."""
    return platform.machine()


def syscall(number: int, *args: object) -> int:
    """Make the call; OSError with the kernel's errno when it fails."""
    result: int = _SYSCALL(ctypes.c_long(number), *args)
    if result < 0:
        errno = ctypes.get_errno()
        raise OSError(errno, os.strerror(errno))
    return result


def prctl(option: int, value: int) -> None:
    """Set an attribute of this process; OSError when the kernel refuses."""
    if _PRCTL(option, value, 0, 0, 0) != 0:
        errno = ctypes.get_errno()
        raise OSError(errno, os.strerror(errno))


def fork() -> int:
    """Fork; return 0 in the child, its number in the parent. Only for a process with a single thread.

    os.fork() makes the interpreter's locks anew and reseeds modules, for the sake of absent threads.
    That writes to some 200 pages, each of which must first be copied: a quarter of the cost of a child.
    """
    child: int = _FORK()
    if child < 0:
        raise OSError(ctypes.get_errno(), "fork failed")
    return child
