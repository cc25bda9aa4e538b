"""Open a file of the host with the newest call for it."""

import os
import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None)


def f(host):
    how = (ctypes.c_uint64 * 3)()
    descriptor = libc.syscall(437, -100, host["file"].encode(), how, 24)
    return os.read(descriptor, 100).decode()
