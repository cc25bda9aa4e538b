import numpy as np


def verify(kernels):
    """The worked example of the prompt."""
    x, dout = np.array([[[[0.0, 3.0]]], [[[6.0, 3.0]]]]), np.array([[[[0.0, 6.0]]], [[[3.0, 3.0]]]])
    dx, dgamma, dbeta = kernels.batch_norm_backward(dout, x, np.array([4.0]), 4.5)
    example = np.allclose(dx.ravel(), [-3, 4, -1, 0]) and np.allclose((dgamma, dbeta), ([3], [12]))
    return {"example": example}
