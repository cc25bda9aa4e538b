"""Push the others off the processor."""

import os


def f(host):
    return f"nice {os.nice(0)}"
