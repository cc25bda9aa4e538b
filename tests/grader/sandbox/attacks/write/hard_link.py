"""Give a file of the host a second name."""

import os


def f(host):
    os.link(host["victim"], host["folder"] + "/left-behind")
    return "made"
