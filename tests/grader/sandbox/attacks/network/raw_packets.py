"""Listen to every packet."""

NEEDS_ROOT = True

import sys

socket = sys.modules["socket"]


def f(host):
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    return "opened"
