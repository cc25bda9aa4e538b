"""Send an integer that takes for ever to print."""

import os
import struct


def frame(kind, number, payload, size=None):
    return struct.pack("<BIQ", kind, number, len(payload) if size is None else size) + payload


LOCKED, LOCK_FAILED, LOADED, INVALID, ANSWER, RAISED, MEMORY, TOO_LARGE, PRINTED = range(1, 10)


def f(x):
    os.write(4, frame(ANSWER, 0, b"i" + struct.pack("<I", 10**6) + b"\x01" * 10**6 + b"="))
    return x
