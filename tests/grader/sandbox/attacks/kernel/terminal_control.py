"""Push keys into a terminal."""

ONLY_INSIDE = True

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    result = libc.ioctl(0, 0x5412, ctypes.c_char_p(b"x"))
    return f"the kernel answered {result}" if result >= 0 or ctypes.get_errno() != 1 else None
