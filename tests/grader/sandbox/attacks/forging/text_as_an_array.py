"""Return text where numbers are expected."""

import numpy as np


def f(x):
    return np.array([["accepted"] * x.shape[1]] * x.shape[0])
