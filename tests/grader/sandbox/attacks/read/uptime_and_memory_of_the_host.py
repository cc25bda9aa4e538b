"""Ask the kernel how long the host is up and how much memory it has."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None)


def f(host):
    room = (ctypes.c_long * 64)()
    return str(room[0]) if libc.sysinfo(room) == 0 else None
