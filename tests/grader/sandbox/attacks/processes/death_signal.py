"""Outlive the parent by cancelling the signal at its death."""

import sys

ctypes = sys.modules["ctypes"]
libc = ctypes.CDLL(None, use_errno=True)


def f(host):
    return "cancelled" if libc.prctl(1, 0, 0, 0, 0) == 0 else None
