import numpy as np


def verify(kernels):
    """The worked example of the prompt."""
    marked = kernels.batch_norm(np.array([[0.0], [3.0], [6.0]]), np.array([2.0]), np.ones(1), 3.0)
    return {"example": np.allclose(marked[:, 0], [-1, 1, 3])}
