"""Leave a process behind."""

ONLY_INSIDE = True

import os


def f(host):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execv("/bin/sleep", ["sleep", "1"])
        os._exit(0)
    return "left a process"
