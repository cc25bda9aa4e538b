"""Leave a Unix socket behind."""

import sys

socket = sys.modules["socket"]


def f(host):
    socket.socket(socket.AF_UNIX).bind(host["folder"] + "/left-behind")
    return "bound"
