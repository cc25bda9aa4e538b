import numpy as np


def verify(kernels):
    """The worked example of the prompt."""
    x = np.array([[0.0], [3.0], [6.0]])
    mean, variance = kernels.batch_moments(x)
    y = kernels.batch_norm(x, np.ones(1), np.zeros(1), 3.0)
    unbiased = variance * 3 / 2
    running = 0.75 * 1 + 0.25 * mean, 0.75 * 5 + 0.25 * unbiased
    return {"example": np.allclose(y[:, 0], [-1, 0, 1]) and np.allclose(running, [[1.5], [6]])}
