"""Keep the collector busy."""

ENDS_AS = ("time_limit",)

import sys

gc = sys.modules["gc"]


def f(host):
    while True:
        gc.collect()
