"""The few kernel calls Python has no name for, through ctypes."""

import ctypes
import os
import platform
from typing import Final

PR_SET_PDEATHSIG: Final = 1
PR_SET_DUMPABLE: Final = 4
PR_SET_CHILD_SUBREAPER: Final = 36
PR_SET_NO_NEW_PRIVS: Final = 38
_PIVOT_ROOT: Final = {"x86_64": 155, "aarch64": 41}

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
    return _check(result)


def prctl(option: int, value: int) -> None:
    """Set an attribute of this process; OSError when the kernel refuses."""
    _check(_PRCTL(option, value, 0, 0, 0))


def fork() -> int:
    """Fork; return 0 in the child, its number in the parent. Only for a process with a single thread.

    os.fork() makes the interpreter's locks anew and reseeds modules, for the sake of absent threads.
    That writes to some 200 pages, each of which must first be copied: a quarter of the cost of a child.
    """
    child: int = _FORK()
    return _check(child)


def unshare(flags: int) -> None:
    """Enter new namespaces."""
    _check(_LIBC.unshare(ctypes.c_int(flags)))


def set_host_name(name: bytes) -> None:
    """Rename the host, as seen in this UTS namespace."""
    _check(_LIBC.sethostname(ctypes.c_char_p(name), ctypes.c_size_t(len(name))))


def mount(source: bytes | None, target: bytes, kind: bytes | None, flags: int) -> None:
    """Mount a file system, or change how one is mounted."""
    _check(_LIBC.mount(*map(ctypes.c_char_p, (source, target, kind)), ctypes.c_ulong(flags), None))


def unmount(target: bytes, flags: int) -> None:
    """Unmount a file system."""
    _check(_LIBC.umount2(ctypes.c_char_p(target), ctypes.c_int(flags)))


def pivot_root(new: bytes, old: bytes) -> None:
    """Make `new` the root and put the old root at `old`."""
    syscall(_PIVOT_ROOT[machine()], ctypes.c_char_p(new), ctypes.c_char_p(old))


def drop_capabilities() -> None:
    """Empty the capability sets; root keeps its number and loses its powers (capabilities(7))."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    _check(_LIBC.capset(header, (ctypes.c_uint32 * 6)()))


def _check(result: int) -> int:
    if result < 0:
        errno = ctypes.get_errno()
        raise OSError(errno, os.strerror(errno))
    return result
