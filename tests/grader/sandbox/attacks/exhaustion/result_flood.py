"""Return far too large an array."""

ENDS_AS = ("output_limit",)

import numpy as np


def f(host):
    return np.zeros(200 * 2**20, np.uint8)
