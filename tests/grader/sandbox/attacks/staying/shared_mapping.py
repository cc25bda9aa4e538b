"""Share memory with whoever comes after."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p


def f(host):
    place = libc.mmap(None, 4096, 3, 0x21, -1, 0)
    return "shared" if place != 2**64 - 1 else None
