"""Open a TCP socket of version 6."""

import sys

socket = sys.modules["socket"]


def f(host):
    socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
    return "opened"
