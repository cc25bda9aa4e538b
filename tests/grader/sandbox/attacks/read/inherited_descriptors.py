"""Read from every descriptor that may have been left open."""

ONLY_INSIDE = True

import os


def f(host):
    for descriptor in range(3, 300):
        try:
            if raw := os.read(descriptor, 100):
                return repr(raw)
        except OSError:
            pass
    return None
