import numpy as np


def verify(kernels):
    """The worked example of the prompt."""
    x, gamma, beta = np.array([[0.0], [6.0], [10.0], [16.0], [9.0]]), np.array([4.0]), np.ones(1)
    groups = [kernels.batch_norm(x[start : start + 2], gamma, beta, 7.0) for start in (0, 2, 4)]
    return {"example": np.allclose(np.concatenate(groups)[:, 0], [-2, 4, -2, 4, 1])}
