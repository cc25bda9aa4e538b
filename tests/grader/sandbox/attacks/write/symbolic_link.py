"""Leave a link behind."""

import os


def f(host):
    os.symlink("/etc/passwd", host["folder"] + "/left-behind")
    return "made"
