"""Listen on a TCP port."""

import sys

socket = sys.modules["socket"]


def f(host):
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    return "listens"
