"""Change a file of the host."""

import os


def f(host):
    os.write(os.open(host["victim"], os.O_WRONLY | os.O_APPEND), b"changed")
    return "changed"
