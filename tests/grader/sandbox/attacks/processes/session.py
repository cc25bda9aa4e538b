"""Leave the session, out of the reach of signals to the group."""

import os


def f(host):
    return str(os.setpgid(0, 0) or "left")
