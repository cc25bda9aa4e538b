"""seccomp: the kernel refuses every system call that is not on the list, by number and by argument.

The filter is classic BPF over `struct seccomp_data` (Linux, include/uapi/linux/seccomp.h): the call's number
at byte 0, the architecture at 4, the six arguments of 8 bytes from 16 on.
"""

import ctypes
import errno
import struct
from typing import Final

from . import kernel
from .calls import ALLOWED, AllBits, Architecture, Condition

KILL: Final = 0x80000000
REFUSE: Final = 0x00050000 | errno.EPERM
ALLOW: Final = 0x7FFF0000

_LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
_IF_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_IF_AT_LEAST: Final = 0x35
_IF_ANY_BIT: Final = 0x45
_RETURN: Final = 0x06
_INSTRUCTION: Final = struct.Struct("=HBBI")
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16

_GET_ACTION_AVAIL: Final = 2
_SET_MODE_FILTER: Final = 1

Instruction = tuple[int, int, int, int]


def _argument(index: int) -> Instruction:
    # The low half only: every argument looked at is an int or a flag word to the kernel.
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * index)


def _condition(condition: Condition) -> list[Instruction]:
    """Return instructions that refuse the call unless `condition` holds, else fall through."""
    if isinstance(condition, AllBits):
        outside = ~condition.mask & 0xFFFFFFFF
        return [_argument(condition.index), (_IF_ANY_BIT, 0, 1, outside), (_RETURN, 0, 0, REFUSE)]
    count = len(condition.values)
    tests = [(_IF_EQUAL, count - place, 0, value) for place, value in enumerate(condition.values)]
    return [_argument(condition.index), *tests, (_RETURN, 0, 0, REFUSE)]


def program(architecture: Architecture) -> list[Instruction]:
    """Return the filter: another architecture or ABI dies, a call off the list fails with EPERM."""
    code: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 1, 0, architecture.audit),
        (_RETURN, 0, 0, KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if architecture.foreign_from is not None:
        code += [(_IF_AT_LEAST, 0, 1, architecture.foreign_from), (_RETURN, 0, 0, KILL)]
    for name, conditions in ALLOWED.items():
        body = [line for condition in conditions for line in _condition(condition)]
        body.append((_RETURN, 0, 0, ALLOW))
        code += [(_IF_EQUAL, 0, len(body), architecture.numbers[name]), *body]
    return [*code, (_RETURN, 0, 0, REFUSE)]


class _Filter(ctypes.Structure):
    """`struct sock_fprog`: the number of instructions and where they are."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def available(architecture: Architecture) -> bool:
    """Say whether this kernel filters calls and can kill a whole process."""
    action = ctypes.c_uint32(KILL)
    try:
        kernel.syscall(
            architecture.seccomp,
            ctypes.c_uint(_GET_ACTION_AVAIL),
            ctypes.c_uint(0),
            ctypes.byref(action),
        )
    except OSError:
        return False
    return True


class Seccomp:
    """The filter of one architecture, assembled once and applied by each child."""

    def __init__(self, architecture: Architecture) -> None:
        self._number = architecture.seccomp
        lines = program(architecture)
        self._code = b"".join(_INSTRUCTION.pack(*line) for line in lines)
        self._filter = _Filter(len(lines), self._code)

    def apply(self) -> None:
        """Bind this process to the filter for good; needs no_new_privs."""
        kernel.syscall(
            self._number, ctypes.c_uint(_SET_MODE_FILTER), ctypes.c_uint(0), ctypes.byref(self._filter)
        )
