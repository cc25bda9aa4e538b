"""Wait for the zygote to go, and stay."""

ONLY_INSIDE = True

import os


def f(host):
    os.setsid()
    return "in a session of its own"
