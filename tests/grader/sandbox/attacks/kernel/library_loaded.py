"""Load a library that was not loaded before."""

import sys

ctypes = sys.modules["ctypes"]


def f(host):
    return str(ctypes.CDLL("libutil.so.1") or None)
