import numpy as np


def verify(kernels):
    """The worked example of the prompt."""
    x = np.array([[[[0.0, 3.0]], [[10.0, 13.0]]], [[[6.0, 3.0]], [[13.0, 16.0]]]])
    y = kernels.batch_norm(x, np.array([2.0, -1.0]), np.array([1.0, 5.0]), 4.5)
    return {"example": np.allclose(y, [[[[-1, 1]], [[6, 5]]], [[[3, 1]], [[5, 4]]]])}
