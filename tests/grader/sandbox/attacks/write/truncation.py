"""Empty a file of the host."""

import os


def f(host):
    os.truncate(host["victim"], 0)
    return "emptied"
