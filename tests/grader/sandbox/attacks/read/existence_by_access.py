"""Learn whether a file exists by asking for permission."""

import os


def f(host):
    return "exists" if os.access(host["file"], os.F_OK) else None
