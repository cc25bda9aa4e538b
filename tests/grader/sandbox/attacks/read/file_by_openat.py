"""Open a file of the host with a bare system call."""

import os
import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None)


def f(host):
    descriptor = libc.openat(-100, host["file"].encode(), 0)
    return os.read(descriptor, 100).decode()
