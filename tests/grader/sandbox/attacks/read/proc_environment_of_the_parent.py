"""Read the environment of the parent under /proc."""

import os


def f(host):
    return repr(open(f"/proc/{host['pid']}/environ", "rb").read(50))
