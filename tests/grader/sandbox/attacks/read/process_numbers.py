"""Learn the numbers of this process and of its parent."""

import os


def f(host):
    return str(os.getppid()) if os.getppid() > 0 else None
