"""Change the mask of new files for whoever comes after."""

import os


def f(host):
    os.umask(os.umask(0o22))
    return "changed"
