"""Ask the kernel for its routes."""

import sys

socket = sys.modules["socket"]


def f(host):
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    return "opened"
