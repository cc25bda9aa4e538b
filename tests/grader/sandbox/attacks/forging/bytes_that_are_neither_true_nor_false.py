"""Send an array of bools with bytes that are no bools."""

import os
import struct


def frame(kind, number, payload, size=None):
    return struct.pack("<BIQ", kind, number, len(payload) if size is None else size) + payload


LOCKED, LOCK_FAILED, LOADED, INVALID, ANSWER, RAISED, MEMORY, TOO_LARGE, PRINTED = range(1, 10)


def f(x):
    raw = b"a" + bytes((0, 2)) + struct.pack("<qq", *x.shape) + b"\x02" * x.size + b"="
    os.write(4, frame(ANSWER, 0, raw))
    os._exit(0)
