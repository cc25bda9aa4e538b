import numpy as np


def verify(kernels):
    """Run the prompt's lines."""
    x = np.random.default_rng(0).normal(size=(4, 8, 6, 6))
    mu = x.mean(axis=(0, 2, 3), keepdims=True)
    assert np.allclose(mu.ravel(), kernels.batch_moments(x)[0])
    shape = (0.9 * np.zeros(8) + 0.1 * mu).shape
    claimed = {"a": (8,), "b": (1, 8, 1, 1), "c": (8, 8), "d": (1, 8, 1, 8)}
    return {option: shape == value for option, value in claimed.items()}
