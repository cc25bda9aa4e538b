"""Overwrite a function of a library with machine code."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_long,
]
libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]


def f(host):
    place = ctypes.cast(libc.abs, ctypes.c_void_p).value
    page = place & ~4095
    if libc.mprotect(page, 8192, 7) != 0:
        return None
    ctypes.memmove(place, bytes.fromhex("b82a000000c3"), 6)
    return f"ran: {libc.abs(0)}"
