import numpy as np

CLAIMED = {"a": 1.0, "b": 1.01, "c": 3.28, "d": 10.8}


def verify(kernels):
    """A is the reference; B puts eps outside the root."""
    x = 0.001 * np.repeat([-1.0, 1.0], 8)[:, None]
    a = kernels.batch_norm(x, np.ones(1), np.zeros(1), 1e-5)
    mu, var = kernels.batch_moments(x)
    ratio = ((x - mu) / (np.sqrt(var) + 1e-5) / a).mean()
    return {option: bool(abs(ratio - claimed) < 0.005) for option, claimed in CLAIMED.items()}
