"""Change NumPy for whoever comes after."""

ONLY_INSIDE = True

import numpy as np

np.mean = np.var = np.sqrt = None
np.seterr(all="raise")
np.random.seed(0)
np.ndarray


def f(host):
    return None
