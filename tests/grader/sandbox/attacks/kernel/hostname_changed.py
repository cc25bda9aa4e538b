"""Rename the host."""

ONLY_INSIDE = True

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.sethostname(b"", -1)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
