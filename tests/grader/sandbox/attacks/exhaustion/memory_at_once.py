"""Ask for far too much memory at once."""

ENDS_AS = ("memory_limit",)

import numpy as np


def f(host):
    return np.ones(10**11)
