"""Move data between descriptors inside the kernel."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.splice(0, None, 1, None, 0, 0)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
