"""Find open files through /proc/self/fd."""

import os


def f(host):
    return " ".join(os.listdir("/proc/self/fd"))
