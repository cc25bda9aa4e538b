"""Leave a directory behind."""

import os


def f(host):
    os.mkdir(host["folder"] + "/left-behind")
    return "made"
