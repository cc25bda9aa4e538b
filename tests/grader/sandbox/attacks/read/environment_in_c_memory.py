"""Find a secret of the service in C's own copy of the environment."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p


def f(host):
    value = libc.getenv(b"BN_ASSESS_SECRET")
    return value and value.decode()
