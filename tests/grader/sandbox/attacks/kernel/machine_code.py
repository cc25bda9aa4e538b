"""Write machine code and run it: return 42."""

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
    memory = libc.mmap(None, 4096, 3, 0x22, -1, 0)
    ctypes.memmove(memory, bytes.fromhex("b82a000000c3"), 6)
    libc.mprotect(memory, 4096, 5)
    return f"ran: {ctypes.CFUNCTYPE(ctypes.c_int)(memory)()}"
