"""Run a command in a shell."""

import os


def f(host):
    return "ran" if os.system("true") == 0 else None
