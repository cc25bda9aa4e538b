"""Make a process with the newest call for it."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(435, (ctypes.c_uint64 * 8)(0, 0, 0, 0, 17), 64) or libc._exit(0)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
