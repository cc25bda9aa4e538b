"""Make a system call of the x32 kind: the same numbers with bit 30 set."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(0x40000000 + 39)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
