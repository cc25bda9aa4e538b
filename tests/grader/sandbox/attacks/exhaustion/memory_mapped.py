"""Map memory past the allocator."""

ENDS_AS = ("returned none",)

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p


def f(host):
    taken = 0
    while libc.mmap(None, ctypes.c_size_t(2**24), 3, 0x22, -1, 0) != 2**64 - 1:
        taken += 16
        if taken > 4096:
            return "took 4 GiB"
    return None
