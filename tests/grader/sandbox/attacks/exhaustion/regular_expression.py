"""Match a regular expression that backtracks for ever."""

ENDS_AS = ("time_limit",)

import re


def f(host):
    return bool(re.match(r"(a+)+$", "a" * 60 + "b"))
