"""Change the base of a segment."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(158, 0x1003, ctypes.byref(ctypes.c_ulong()))
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
