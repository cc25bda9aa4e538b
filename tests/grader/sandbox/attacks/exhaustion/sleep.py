"""Sleep, which costs no processor time."""

ENDS_AS = ("time_limit",)

import time


def f(host):
    time.sleep(10**6)
