"""Send frames for ever."""

import os
import struct


def frame(kind, number, payload, size=None):
    return struct.pack("<BIQ", kind, number, len(payload) if size is None else size) + payload


LOCKED, LOCK_FAILED, LOADED, INVALID, ANSWER, RAISED, MEMORY, TOO_LARGE, PRINTED = range(1, 10)


def f(x):
    while True:
        os.write(4, frame(LOADED, 0, b"") * 4000)
