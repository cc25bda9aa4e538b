"""Signal the service."""

import os


def f(host):
    os.kill(host["pid"], 0)
    return "reached it"
