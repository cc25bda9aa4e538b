"""Change a module of the standard library for those who come after."""

NEEDS_ROOT = True

import os


def f(host):
    os.close(os.open(os.__file__, os.O_WRONLY))
    return "opened for writing"
