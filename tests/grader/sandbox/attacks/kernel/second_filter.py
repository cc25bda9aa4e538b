"""Load a seccomp filter of one's own."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(317, 2, 0, ctypes.byref(ctypes.c_uint32(0)))
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
