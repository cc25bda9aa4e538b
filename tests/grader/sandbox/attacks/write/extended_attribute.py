"""Hide data in an attribute of a file."""

ONLY_INSIDE = True

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None)


def f(host):
    done = libc.setxattr(host["victim"].encode(), b"user.left", b"x", 1, 0)
    return "hidden" if done == 0 else None
