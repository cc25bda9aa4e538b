"""Signal the parent."""

import os


def f(host):
    os.kill(os.getppid() if os.getppid() > 0 else host["pid"], 0)
    return "reached it"
