"""Change the limits of the service."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.prlimit(host["pid"], 0, None, (ctypes.c_uint64 * 2)())
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
