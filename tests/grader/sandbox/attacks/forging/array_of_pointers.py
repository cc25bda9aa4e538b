"""Send an array of an element type that is not on the list."""

import os
import struct


def frame(kind, number, payload, size=None):
    return struct.pack("<BIQ", kind, number, len(payload) if size is None else size) + payload


LOCKED, LOCK_FAILED, LOADED, INVALID, ANSWER, RAISED, MEMORY, TOO_LARGE, PRINTED = range(1, 10)


def f(x):
    os.write(4, frame(ANSWER, 0, b"a" + bytes((17, 1)) + struct.pack("<q", 1) + bytes(8) + b"="))
    return x
