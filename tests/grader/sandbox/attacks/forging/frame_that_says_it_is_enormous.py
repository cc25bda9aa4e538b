"""Announce more bytes than there is memory for."""

import os
import struct


def frame(kind, number, payload, size=None):
    return struct.pack("<BIQ", kind, number, len(payload) if size is None else size) + payload


LOCKED, LOCK_FAILED, LOADED, INVALID, ANSWER, RAISED, MEMORY, TOO_LARGE, PRINTED = range(1, 10)


def f(x):
    os.write(4, frame(ANSWER, 0, b"t=", 2**64 - 1))
    return x
