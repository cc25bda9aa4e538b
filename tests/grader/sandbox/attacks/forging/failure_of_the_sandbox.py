"""Say that the lock failed, so that the submission is tried for ever."""

import os
import struct


def frame(kind, number, payload, size=None):
    return struct.pack("<BIQ", kind, number, len(payload) if size is None else size) + payload


LOCKED, LOCK_FAILED, LOADED, INVALID, ANSWER, RAISED, MEMORY, TOO_LARGE, PRINTED = range(1, 10)


def f(x):
    os.write(4, frame(LOCK_FAILED, 0, b"no lock"))
    os._exit(0)
