import numpy as np

CLAIMED = {"a": (0, 10), "b": (1, 2.5), "c": (4, 10), "d": (8, 10)}


def verify(kernels):
    """The reference's gradients for values that normalise to -1 and 1."""
    x = np.array([[3.0], [3.0], [5.0], [5.0]])
    dout = np.array([[1.0], [2.0], [3.0], [4.0]])
    _, dgamma, dbeta = kernels.batch_norm_backward(dout, x, np.array([2.0]), 1e-14)
    return {option: np.allclose((dgamma[0], dbeta[0]), claimed) for option, claimed in CLAIMED.items()}
