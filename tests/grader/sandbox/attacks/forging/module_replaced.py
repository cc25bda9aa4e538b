"""Take the place of NumPy in the module table."""

import sys

sys.modules["numpy"] = sys.modules["math"]


def f(x):
    return x
