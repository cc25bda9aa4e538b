import numpy as np

CLAIMED = {"a": (0, 1), "b": (4, 1), "c": (-1, 4), "d": (-4, 4)}


def verify(kernels):
    """Measure the output of a batch with that mean and spread."""
    x = 20 + 5 * np.repeat([-1.0, 1.0], 8)[:, None]
    y = kernels.batch_norm(x, np.array([4.0]), np.array([-1.0]), 1e-12)
    return {option: np.allclose((y.mean(), y.std()), claimed) for option, claimed in CLAIMED.items()}
