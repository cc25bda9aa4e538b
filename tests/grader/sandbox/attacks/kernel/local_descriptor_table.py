"""Change the segments of the processor."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(154, 0, (ctypes.c_char * 16)(), 16)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
