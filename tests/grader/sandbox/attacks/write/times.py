"""Change the times of a file."""

import os


def f(host):
    os.utime(host["victim"], (0, 0))
    return "changed"
