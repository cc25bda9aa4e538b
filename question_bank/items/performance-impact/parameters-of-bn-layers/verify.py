import numpy as np


def verify(kernels, numbers):
    """What the reference gives a gradient to besides its input."""
    count = 0
    for width in numbers["channels"]:
        x = np.random.default_rng(0).normal(size=(2, width, 1, 2))
        _, dgamma, dbeta = kernels.batch_norm_backward(x, x, np.ones(width), 1e-5)
        count += dgamma.size + dbeta.size
    return count
