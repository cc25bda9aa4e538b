import numpy as np


def verify(kernels, numbers):
    """The reference's moments of what the mask leaves."""
    x = np.zeros((2, 4, 1))
    x[0, :3, 0], x[1, :2, 0] = numbers["first"], numbers["second"]
    mask = np.array([[True, True, True, False], [True, True, False, False]])
    return kernels.batch_moments(x[mask])[1][0]
