"""Load a program into the kernel."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(321, 0, (ctypes.c_char * 120)(), 120)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
