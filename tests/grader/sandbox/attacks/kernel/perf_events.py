"""Watch other processes through the performance counters."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(298, (ctypes.c_char * 120)(), 0, -1, -1, 0)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
