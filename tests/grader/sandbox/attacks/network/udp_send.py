"""Send a datagram to the host."""

import sys

socket = sys.modules["socket"]


def f(host):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", host["tcp"]))
    return "sent"
