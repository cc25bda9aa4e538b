"""Open a socket to the hypervisor."""

ONLY_INSIDE = True

import sys

socket = sys.modules["socket"]


def f(host):
    socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)
    return "opened"
