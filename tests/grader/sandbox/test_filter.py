"""The seccomp filter, read as the kernel reads it: what it lets through on each architecture."""

import pytest

from grader.sandbox.zygote import landlock, seccomp
from grader.sandbox.zygote.calls import AARCH64, ALLOWED, X86_64, Architecture

ARCHITECTURES = {"x86_64": X86_64, "aarch64": AARCH64}


def judge(architecture: Architecture, number: int, *args: int, audit: int | None = None) -> int:
    """Return what the filter answers to a call, by running its instructions (linux/bpf_common.h)."""
    data = {0: number, 4: architecture.audit if audit is None else audit}
    data |= {16 + 8 * place: arg & 0xFFFFFFFF for place, arg in enumerate(args)}
    code = seccomp.program(architecture)
    at = value = 0
    while True:
        kind, if_true, if_false, operand = code[at]
        at += 1
        if kind == 0x20:
            value = data.get(operand, 0)
        elif kind == 0x06:
            return operand
        else:
            holds = {0x15: value == operand, 0x35: value >= operand, 0x45: bool(value & operand)}[kind]
            at += if_true if holds else if_false


@pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=ARCHITECTURES)
def test_only_calls_on_the_list_are_ever_allowed(architecture: Architecture) -> None:
    allowed = {number for number in range(1024) if judge(architecture, number, *[1] * 6) == seccomp.ALLOW}
    assert allowed <= set(architecture.numbers.values())
    assert architecture.numbers.keys() == ALLOWED.keys()


@pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=ARCHITECTURES)
def test_memory_is_never_executable(architecture: Architecture) -> None:
    anonymous = 0x22
    for name, extra in (("mmap", (anonymous, 0, 0)), ("mprotect", ())):
        number = architecture.numbers[name]
        assert judge(architecture, number, 0, 4096, 3, *extra) == seccomp.ALLOW
        for protection in (4, 5, 7, 0x1000000):
            assert judge(architecture, number, 0, 4096, protection, *extra) == seccomp.REFUSE


@pytest.mark.parametrize(
    "flags",
    [0x21, 0x32, 0x02, 0x100022, 0x40022],
    ids=["shared", "fixed", "of a file", "fixed if free", "huge pages"],
)
def test_memory_is_private_and_anonymous_or_refused(flags: int) -> None:
    assert judge(X86_64, 9, 0, 4096, 3, 0x22) == seccomp.ALLOW
    assert judge(X86_64, 9, 0, 4096, 3, flags) == seccomp.REFUSE


@pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=ARCHITECTURES)
def test_a_lock_can_only_wait_and_wake(architecture: Architecture) -> None:
    number = architecture.numbers["futex"]
    operations = {op for op in range(512) if judge(architecture, number, 0, op) == seccomp.ALLOW}
    assert {op & 127 for op in operations} == {0, 1, 9, 10}


def test_foreign_calls_end_the_process() -> None:
    i386, arm = 0x40000003, 0x40000028
    assert judge(X86_64, 1, audit=i386) == seccomp.KILL
    assert judge(AARCH64, 64, audit=arm) == seccomp.KILL
    assert judge(X86_64, 0x40000001) == seccomp.KILL


# The kernel's own tables: arch/x86/entry/syscalls/syscall_64.tbl and scripts/syscall.tbl (aarch64).
KERNEL_NUMBERS = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigreturn": (15, 139),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "nanosleep": (35, 101),
    "exit": (60, 93),
    "gettimeofday": (96, 169),
    "futex": (202, 98),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "getrandom": (318, 278),
}


def test_the_numbers_are_the_kernels() -> None:
    assert {name: (X86_64.numbers[name], AARCH64.numbers[name]) for name in ALLOWED} == KERNEL_NUMBERS
    assert (X86_64.seccomp, AARCH64.seccomp) == (317, 277)


@pytest.mark.parametrize(
    ("version", "size", "files"),
    [
        (1, 8, 0x1FFF),
        (2, 8, 0x3FFF),
        (3, 8, 0x7FFF),
        (4, 16, 0x7FFF),
        (5, 16, 0xFFFF),
        (6, 24, 0xFFFF),
        (9, 24, 0xFFFF),
    ],
)
def test_the_ruleset_handles_every_right_its_kernel_knows(version: int, size: int, files: int) -> None:
    raw = landlock.ruleset_bytes(version)
    assert len(raw) == size
    assert int.from_bytes(raw[:8], "little") == files
    assert raw[8:] in (b"", (3).to_bytes(8, "little"), (3).to_bytes(8, "little") * 2)
