import numpy as np


def verify(kernels):
    """The worked example of the prompt."""
    x, dout = np.array([[0.0], [3.0], [6.0]]), np.array([[0.0], [6.0], [3.0]])
    dx, dgamma, dbeta = kernels.batch_norm_backward(dout, x, np.array([3.0]), 3.0)
    example = np.allclose(dx[:, 0], [-2, 3, -1]) and np.allclose((dgamma, dbeta), ([3], [9]))
    return {"example": example}
