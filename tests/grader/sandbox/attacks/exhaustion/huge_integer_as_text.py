"""Turn a huge integer into text."""

ENDS_AS = ("time_limit", "returned none")

import sys


def f(host):
    sys.set_int_max_str_digits(0)
    return len(str(7**5000000))
