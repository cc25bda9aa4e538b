"""Leave a named pipe behind."""

import os


def f(host):
    os.mkfifo(host["folder"] + "/left-behind")
    return "made"
