"""Namespaces: a network, processes, files and names of its own, where the host allows it (namespaces(7)).

Optional: containers often forbid them, and the lock holds without. Inside, the zygote is process 1, its root
is an empty directory, there is no network device, and the account is nobody's.
"""

import os
from typing import Final, NoReturn

from . import kernel

_NEW_MOUNTS: Final = 0x00020000
_NEW_CGROUP: Final = 0x02000000
_NEW_UTS: Final = 0x04000000
_NEW_IPC: Final = 0x08000000
_NEW_USER: Final = 0x10000000
_NEW_PID: Final = 0x20000000
_NEW_NET: Final = 0x40000000
_ALL: Final = _NEW_MOUNTS | _NEW_CGROUP | _NEW_UTS | _NEW_IPC | _NEW_USER | _NEW_PID | _NEW_NET

_NOBODY: Final = 65534
_HOST_NAME: Final = b"sandbox"
_RECURSIVE: Final = 0x4000
_PRIVATE: Final = 1 << 18
_READ_ONLY_BARE: Final = 1 | 2 | 4 | 8  # read-only, no set-user-id, no devices, no execution
_DETACH: Final = 2


def enter() -> bool:
    """Enter new namespaces, of which the next fork makes process 1; False where the host forbids any."""
    trial = os.fork()
    if trial == 0:
        # A half-entered namespace cannot be left again, so another process goes the whole way first.
        _try()
    if os.waitpid(trial, 0)[1] != 0:
        return False
    _enter()
    return True


def _try() -> NoReturn:
    status = 1
    try:
        _enter()
        first = kernel.fork()
        if first == 0:
            empty_root()
        status = 0 if first == 0 else os.waitstatus_to_exitcode(os.wait()[1])
    finally:
        os._exit(status)


def _enter() -> None:
    user, group = os.getuid(), os.getgid()
    kernel.unshare(_ALL)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{_NOBODY} {user} 1"),
        ("gid_map", f"{_NOBODY} {group} 1"),
    ):
        descriptor = os.open(f"/proc/self/{name}", os.O_WRONLY)
        os.write(descriptor, text.encode())
        os.close(descriptor)
    kernel.set_host_name(_HOST_NAME)
    kernel.mount(None, b"/", None, _RECURSIVE | _PRIVATE)


def empty_root() -> None:
    """Exchange the root for an empty, read-only directory. Nothing can be opened by a path after this."""
    kernel.mount(b"tmpfs", b"/proc", b"tmpfs", _READ_ONLY_BARE)
    os.chdir("/proc")
    kernel.pivot_root(b".", b".")  # the new root lies over the old one, which is then taken away
    kernel.unmount(b".", _DETACH)
    os.chdir("/")
