import numpy as np


def verify(kernels):
    """Run the update rule over 5000 batch means."""
    means = np.random.default_rng(0).normal(1, 1, size=5000)
    running = 0.0
    for mean in means:
        running = (1 - 1.0) * running + 1.0 * mean
    claimed = {"a": 0.0, "b": means.sum(), "c": means.mean(), "d": means[-1]}
    return {option: np.isclose(running, value) for option, value in claimed.items()}
