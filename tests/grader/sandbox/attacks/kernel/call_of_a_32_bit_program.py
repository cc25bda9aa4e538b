"""Make a system call of the 32-bit kind, with other numbers: int 0x80."""

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
    memory = libc.mmap(None, 4096, 7, 0x22, -1, 0)
    # mov eax, 20 (getpid there, writev here); int 0x80; ret
    ctypes.memmove(memory, bytes.fromhex("b814000000cd80c3"), 8)
    return f"ran: {ctypes.CFUNCTYPE(ctypes.c_int)(memory)()}"
