"""Connect to a Unix socket on the host."""

import sys

socket = sys.modules["socket"]


def f(host):
    socket.socket(socket.AF_UNIX).connect(host["unix"])
    return "connected"
