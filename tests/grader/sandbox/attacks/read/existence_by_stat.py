"""Learn whether a file exists, which Landlock alone does not hide."""

import os


def f(host):
    return str(os.stat(host["file"]).st_size)
