"""Signal a thread of the service."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.syscall(234, host["pid"], host["pid"], 0)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
