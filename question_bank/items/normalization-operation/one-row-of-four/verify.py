import numpy as np


def verify(kernels, numbers):
    """The reference on the four rows."""
    x = np.array(numbers["values"], dtype=float)[:, None]
    gamma, beta = np.array([numbers["gamma"]]), np.array([numbers["beta"]])
    return kernels.batch_norm(x, gamma, beta, numbers["eps"])[0, 0]
