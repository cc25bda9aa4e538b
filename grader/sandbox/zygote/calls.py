"""The system calls a locked child may make, as data: what numeric Python needs and nothing that takes a path.

Numbers: Linux, arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h (aarch64).
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class AllBits:
    """Allowed when argument `index` has no bit outside `mask`."""

    index: int
    mask: int


@dataclass(frozen=True)
class OneOf:
    """Allowed when the low 32 bits of argument `index` are one of `values`."""

    index: int
    values: tuple[int, ...]


Condition = AllBits | OneOf

_READ_WRITE: Final = 0x1 | 0x2  # PROT_READ, PROT_WRITE; never PROT_EXEC
# MAP_PRIVATE | MAP_ANONYMOUS, alone or with MAP_NORESERVE, MAP_STACK: no file, no sharing, no fixed address.
_PRIVATE_ANONYMOUS: Final = (0x22, 0x22 | 0x4000, 0x22 | 0x20000, 0x22 | 0x4000 | 0x20000)
_FUTEX_PRIVATE: Final = 128
_FUTEX_REALTIME: Final = 256
_FUTEX_WAIT_WAKE: Final = (0, 1, 9, 10)  # no priority inheritance, no requeue: a rich source of kernel bugs

ALLOWED: Final[dict[str, tuple[Condition, ...]]] = {
    "read": (),
    "write": (),
    "close": (),
    "mmap": (AllBits(2, _READ_WRITE), OneOf(3, _PRIVATE_ANONYMOUS)),
    "mprotect": (AllBits(2, _READ_WRITE),),
    "munmap": (),
    "mremap": (),
    "madvise": (OneOf(2, (4, 8, 14, 15)),),  # DONTNEED, FREE, HUGEPAGE, NOHUGEPAGE
    "brk": (),
    "futex": (
        OneOf(
            1,
            tuple(
                op | flags
                for op in _FUTEX_WAIT_WAKE
                for flags in (0, _FUTEX_PRIVATE, _FUTEX_PRIVATE | _FUTEX_REALTIME)
            ),
        ),
    ),
    "getrandom": (),
    "clock_gettime": (OneOf(0, tuple(range(12))),),  # the fixed clocks; no other process's CPU clock
    "clock_getres": (OneOf(0, tuple(range(12))),),
    "clock_nanosleep": (OneOf(0, (0, 1)),),
    "nanosleep": (),
    "gettimeofday": (),
    "sched_yield": (),
    "rt_sigreturn": (),
    "restart_syscall": (),
    "exit": (),
    "exit_group": (),
}


@dataclass(frozen=True)
class Architecture:
    """How one processor family numbers its calls."""

    audit: int  # AUDIT_ARCH_*, include/uapi/linux/audit.h
    seccomp: int
    numbers: dict[str, int]
    foreign_from: int | None = None  # numbers from here on are another ABI's


X86_64: Final = Architecture(
    audit=0xC000003E,
    seccomp=317,
    foreign_from=0x40000000,  # x32: 64-bit calls with 32-bit pointers
    numbers={
        "read": 0,
        "write": 1,
        "close": 3,
        "mmap": 9,
        "mprotect": 10,
        "munmap": 11,
        "brk": 12,
        "rt_sigreturn": 15,
        "sched_yield": 24,
        "mremap": 25,
        "madvise": 28,
        "nanosleep": 35,
        "exit": 60,
        "gettimeofday": 96,
        "futex": 202,
        "restart_syscall": 219,
        "clock_gettime": 228,
        "clock_getres": 229,
        "clock_nanosleep": 230,
        "exit_group": 231,
        "getrandom": 318,
    },
)

AARCH64: Final = Architecture(
    audit=0xC00000B7,
    seccomp=277,
    numbers={
        "close": 57,
        "read": 63,
        "write": 64,
        "exit": 93,
        "exit_group": 94,
        "futex": 98,
        "nanosleep": 101,
        "clock_gettime": 113,
        "clock_getres": 114,
        "clock_nanosleep": 115,
        "sched_yield": 124,
        "restart_syscall": 128,
        "rt_sigreturn": 139,
        "gettimeofday": 169,
        "brk": 214,
        "munmap": 215,
        "mremap": 216,
        "mmap": 222,
        "mprotect": 226,
        "madvise": 233,
        "getrandom": 278,
    },
)

ARCHITECTURES: Final = {"x86_64": X86_64, "aarch64": AARCH64}
