"""Take a lock with priority inheritance, a rich source of kernel bugs."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(202, ctypes.byref(ctypes.c_uint32(0)), 6, 0, None, None, 0)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
