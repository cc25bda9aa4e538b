"""Ask for memory that is writable and executable."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = ctypes.CDLL(None, use_errno=True).mmap(None, 4096, 7, 0x22, -1, 0)
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
