"""Receive descriptors over one that was left open."""

ONLY_INSIDE = True

import sys

socket = sys.modules["socket"]


def f(host):
    for descriptor in range(300):
        try:
            packet, rights, _, _ = socket.socket(fileno=descriptor).recvmsg(100, 100)
            return repr((packet, rights))
        except OSError:
            pass
    return None
