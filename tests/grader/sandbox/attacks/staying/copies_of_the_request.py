"""Change the file of the request for the next child."""

ONLY_INSIDE = True

import os


def f(host):
    os.write(3, b"x" * 100)
    return "changed"
