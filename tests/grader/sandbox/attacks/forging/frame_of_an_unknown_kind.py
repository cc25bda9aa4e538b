"""Send a frame of a kind there is not."""

import os
import struct


def frame(kind, number, payload, size=None):
    return struct.pack("<BIQ", kind, number, len(payload) if size is None else size) + payload


LOCKED, LOCK_FAILED, LOADED, INVALID, ANSWER, RAISED, MEMORY, TOO_LARGE, PRINTED = range(1, 10)


def f(x):
    os.write(4, frame(200, 0, b""))
    return x
