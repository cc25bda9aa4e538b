"""Open descriptors until there are none."""

ENDS_AS = ("raised",)

import os


def f(host):
    made = 0
    while True:
        os.dup(0)
        made += 1
        if made > 100:
            return "made 100"
