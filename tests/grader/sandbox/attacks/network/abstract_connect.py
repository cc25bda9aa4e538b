"""Connect to an abstract socket, which has no file."""

import sys

socket = sys.modules["socket"]


def f(host):
    socket.socket(socket.AF_UNIX).connect("\0" + host["abstract"])
    return "connected"
