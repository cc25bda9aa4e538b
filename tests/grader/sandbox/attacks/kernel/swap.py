"""Turn on swapping to a file."""

NEEDS_ROOT = True

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.swapon(b"/tmp/absent", 0)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
