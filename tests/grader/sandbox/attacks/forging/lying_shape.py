"""Return an array that lies about its shape."""

import numpy as np


class Liar(np.ndarray):
    shape = (10**6, 10**6)
    ndim = 2
    nbytes = 0


def f(x):
    return np.zeros(1).view(Liar)
