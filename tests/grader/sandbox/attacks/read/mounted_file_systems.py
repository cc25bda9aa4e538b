"""Ask about the file system the process lives on."""

import os


def f(host):
    return str(os.statvfs("/").f_blocks)
