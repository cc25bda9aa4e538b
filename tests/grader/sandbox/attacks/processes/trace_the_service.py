"""Attach to the service as a debugger."""

NEEDS_ROOT = True

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.ptrace(16902, host["pid"], 0, 0)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
