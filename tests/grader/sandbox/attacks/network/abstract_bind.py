"""Take an abstract name."""

import sys

socket = sys.modules["socket"]


def f(host):
    socket.socket(socket.AF_UNIX).bind("\0bn-assess-attack")
    return "bound"
