"""Lift one's own limits."""

import sys

resource = sys.modules["resource"]


def f(host):
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    return f"it is {soft}"
