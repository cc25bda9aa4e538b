"""Send tuples in tuples, deeper than the parent can follow."""

import os
import struct


def frame(kind, number, payload, size=None):
    return struct.pack("<BIQ", kind, number, len(payload) if size is None else size) + payload


LOCKED, LOCK_FAILED, LOADED, INVALID, ANSWER, RAISED, MEMORY, TOO_LARGE, PRINTED = range(1, 10)


def f(x):
    os.write(4, frame(ANSWER, 0, b"(\x01\x00\x00\x00" * 100000 + b"n="))
    return x
