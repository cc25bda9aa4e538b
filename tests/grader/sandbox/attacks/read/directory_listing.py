"""List a directory of the host."""

import os


def f(host):
    return " ".join(os.listdir(host["folder"]))
