"""Learn whether a directory exists by going there."""

import os


def f(host):
    os.chdir(host["folder"])
    return "went there"
