"""Learn the name of the host."""

import os


def f(host):
    return os.uname().nodename
