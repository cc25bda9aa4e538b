"""Exchange the root."""

NEEDS_ROOT = True

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(155, b"/tmp/absent", b"/tmp/absent")
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
