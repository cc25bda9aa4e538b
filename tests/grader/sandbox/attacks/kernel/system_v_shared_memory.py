"""Make shared memory that outlives the process."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.shmctl(-1, 2, (ctypes.c_char * 200)())
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
