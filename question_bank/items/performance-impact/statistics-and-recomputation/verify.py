import numpy as np


def verify(kernels):
    """Two updates with the same batch, starting from 0."""
    mean = kernels.batch_moments(np.random.default_rng(0).normal(1, 1, size=(8, 1, 4, 4)))[0]
    running = np.zeros(1)
    for _ in range(2):
        running = 0.9 * running + 0.1 * mean
    claimed = {"a": 0.10, "b": 0.19, "c": 0.20, "d": 0.81}
    return {option: np.allclose(running, weight * mean) for option, weight in claimed.items()}
