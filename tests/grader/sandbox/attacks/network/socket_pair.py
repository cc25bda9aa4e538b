"""Make a pair of connected sockets."""

import sys

socket = sys.modules["socket"]


def f(host):
    socket.socketpair()
    return "made"
