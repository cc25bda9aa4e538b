import numpy as np

CLAIMED = {"a": (3, -5.5), "b": (3, -4.0), "c": (3, -4.5), "d": (3, 8.0)}


def verify(kernels):
    """Only the key gives what the reference gives after the convolution, for any input."""
    x = np.linspace(-3, 3, 7)[:, None]
    statistics = np.array([4.0]), np.array([4.0 - 1e-3])
    y = kernels.batch_norm_inference(2 * x + 1, np.array([3.0]), np.array([0.5]), *statistics, 1e-3)
    return {option: np.allclose(weight * x + bias, y) for option, (weight, bias) in CLAIMED.items()}
