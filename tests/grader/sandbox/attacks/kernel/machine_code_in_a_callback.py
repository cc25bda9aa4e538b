"""Find memory that a callback needs writable and executable."""

ONLY_INSIDE = True

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
    callback = ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 1)
    place = ctypes.cast(callback, ctypes.c_void_p).value
    ctypes.memmove(place, bytes.fromhex("b82a000000c3"), 6)
    return f"ran: {callback()}"
