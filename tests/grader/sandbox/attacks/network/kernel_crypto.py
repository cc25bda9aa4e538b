"""Open a socket to the kernel's cryptography."""

ONLY_INSIDE = True

import sys

socket = sys.modules["socket"]


def f(host):
    socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET, 0)
    return "opened"
