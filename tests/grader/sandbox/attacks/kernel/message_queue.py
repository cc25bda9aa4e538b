"""Make a message queue that outlives the process."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(240, b"absent", 0, 0, None)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
