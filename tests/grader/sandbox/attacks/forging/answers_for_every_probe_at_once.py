"""Answer every probe before the first is put."""

import os
import struct


def frame(kind, number, payload, size=None):
    return struct.pack("<BIQ", kind, number, len(payload) if size is None else size) + payload


LOCKED, LOCK_FAILED, LOADED, INVALID, ANSWER, RAISED, MEMORY, TOO_LARGE, PRINTED = range(1, 10)

for number in range(3):
    os.write(4, frame(ANSWER, number, b"t="))


def f(x):
    return x
