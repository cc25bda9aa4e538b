"""Look for an earlier submission in memory that was not cleared."""

ONLY_INSIDE = True

import numpy as np


def f(host):
    needle = np.frombuffer(host["marker"].encode(), np.uint8)
    for size in [2**k for k in range(5, 24)] * 20:
        memory = np.empty(size, np.uint8)
        raw = memory.tobytes()
        if needle.tobytes() in raw:
            return "found"
    return None
