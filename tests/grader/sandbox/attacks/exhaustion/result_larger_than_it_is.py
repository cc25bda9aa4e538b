"""Return an array without memory of its own, huge when it is copied."""

ENDS_AS = ("output_limit",)

import numpy as np


def f(host):
    return np.broadcast_to(np.float64(1), (10**5, 10**5, 10**5))
