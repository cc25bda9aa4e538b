"""Leave a key in the kernel's keyring."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(248, b"user", b"left-behind", b"x", 1, -3)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
