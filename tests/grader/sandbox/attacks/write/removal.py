"""Remove a file of the host."""

import os


def f(host):
    os.unlink(host["victim"])
    return "removed"
