"""Choose one's own processor."""

import os


def f(host):
    os.sched_setaffinity(0, os.sched_getaffinity(0))
    return "chosen"
