"""Get a path descriptor and look at it, without opening for reading."""

import os


def f(host):
    return str(os.fstat(os.open(host["file"], os.O_PATH)).st_size)
