"""Landlock: a process gives up the file system, TCP, abstract sockets and signals to others.

A ruleset that handles every right and allows none is the strictest there is. The child needs no file: all it
may import is loaded before. Rights and structures: Linux, include/uapi/linux/landlock.h.
"""

import ctypes
import struct
from typing import Final

from . import kernel

_CREATE_RULESET: Final = 444  # the same number on every architecture
_RESTRICT_SELF: Final = 446
_VERSION: Final = 1

# Rights over files by the ABI that brought them: 13 in the first, then refer, truncate, ioctl on devices.
_FILE_RIGHTS: Final = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
_TCP_BIND_AND_CONNECT: Final = 0b11  # ABI 4
_SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS: Final = 0b11  # ABI 6


def abi() -> int:
    """Return the version of Landlock this kernel offers; 0 when it offers none."""
    try:
        return kernel.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    except OSError:
        return 0


def ruleset_bytes(version: int) -> bytes:
    """Return the kernel's `landlock_ruleset_attr` that handles all that `version` knows."""
    files = sum(rights for since, rights in _FILE_RIGHTS.items() if since <= version)
    fields = [files]
    if version >= 4:
        fields.append(_TCP_BIND_AND_CONNECT)
    if version >= 6:
        fields.append(_SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS)
    return struct.pack(f"={len(fields)}Q", *fields)


def build() -> int:
    """Return a descriptor of a ruleset that allows nothing; OSError where Landlock is missing."""
    attributes = ruleset_bytes(abi())
    return kernel.syscall(
        _CREATE_RULESET,
        ctypes.c_char_p(attributes),
        ctypes.c_size_t(len(attributes)),
        ctypes.c_uint32(0),
    )


def apply(ruleset: int) -> None:
    """Bind this process to `ruleset` for good; needs no_new_privs."""
    kernel.syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
