"""Return an array of objects that would be unpickled."""

import numpy as np


class Boom:
    def __reduce__(self):
        import os

        return os.system, ("true",)


def f(x):
    return np.array([Boom()] * x.size).reshape(x.shape)
