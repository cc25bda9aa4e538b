"""Read the whole heap around an object for an earlier submission."""

ONLY_INSIDE = True

import sys

gc = sys.modules["gc"]


def f(host):
    half = len(host["marker"]) // 2
    head, tail = host["marker"][:half], host["marker"][half:]
    found = [
        t
        for t in gc.get_objects()
        if isinstance(t, dict)
        for v in list(t.values())
        if isinstance(v, str) and head + tail in v and t is not host
    ]
    return "found" if found else None
