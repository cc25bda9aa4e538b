import numpy as np


def verify(kernels):
    """The worked example of the prompt."""
    x = np.array([[0.0, 16.0], [3.0, 10.0], [6.0, 13.0]])
    y = kernels.batch_norm(x, np.array([1.0, 2.0]), np.array([0.0, -1.0]), 3.0)
    return {"example": np.allclose(y, [[-1, 1], [0, -3], [1, -1]])}
