"""Read memory through /proc/self/mem."""

import os


def f(host):
    with open("/proc/self/mem", "rb") as memory:
        memory.seek(id(host))
        return repr(memory.read(8))
