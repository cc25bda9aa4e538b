"""Move a file of the host."""

import os


def f(host):
    os.rename(host["victim"], host["folder"] + "/left-behind")
    return "moved"
