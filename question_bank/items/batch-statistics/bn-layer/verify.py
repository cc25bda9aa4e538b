import numpy as np


def verify(kernels):
    """The worked example of the prompt."""
    x, one, zero = np.array([[0.0], [3.0], [6.0]]), np.ones(1), np.zeros(1)
    y = kernels.batch_norm(x, one, zero, 3.0)
    mean, variance = kernels.batch_moments(x)
    running_mean, running_var = 0.625 * mean, 0.375 + 0.625 * variance * 3 / 2
    later = kernels.batch_norm_inference(np.array([[4.875]]), one, zero, running_mean, running_var, 3.0)
    dx = 6 / np.sqrt(running_var + 3.0)
    return {
        "training": np.allclose(y[:, 0], [-1, 0, 1]),
        "running statistics": np.allclose((running_mean, running_var), ([1.875], [6.0])),
        "evaluation": np.allclose(later, [[1]]) and np.allclose((dx, 6 * later[0]), ([2], [6])),
    }
