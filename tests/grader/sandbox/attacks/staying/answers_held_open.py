"""Hold the pipes open by sleeping after the answer."""

ONLY_INSIDE = True

import sys
import time

harness = sys.modules["zygote.harness"]
say = harness._say


def say_and_sleep(*args):
    say(*args)
    time.sleep(10**6)


def f(host):
    harness._say = say_and_sleep
    return None
