"""Return an object whose conversion to an array lies differently each time."""

import numpy as np


class Liar:
    shape, dtype = (3, 2), np.dtype(float)
    calls = 0

    def __array__(self, *args, **kwargs):
        Liar.calls += 1
        return np.zeros((Liar.calls, Liar.calls))


def f(x):
    return Liar()
