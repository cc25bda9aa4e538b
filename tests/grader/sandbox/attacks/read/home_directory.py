"""Find the home directory of the account."""

import os


def f(host):
    home = os.path.expanduser("~")
    return home if home != "~" and os.listdir(home) is not None else None
