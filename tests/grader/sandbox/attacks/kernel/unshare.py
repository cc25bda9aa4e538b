"""Become root in a user namespace of one's own."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.unshare(0x10000000)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
