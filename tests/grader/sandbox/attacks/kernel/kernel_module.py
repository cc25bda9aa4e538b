"""Load a module into the kernel."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(313, -1, b"", 0)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
