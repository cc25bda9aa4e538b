import numpy as np

CLAIMED = {"a": (2, 1.5), "b": (2, 3.0), "c": (3, 2.0), "d": (2, 6.0)}


def verify(kernels):
    """B with each pair against the reference with γ = 2 and β = 3."""
    x = np.random.default_rng(0).normal(size=(16, 1))
    xhat = kernels.batch_norm(x, np.ones(1), np.zeros(1), 1e-5)
    y = kernels.batch_norm(x, np.array([2.0]), np.array([3.0]), 1e-5)
    return {option: np.allclose(gamma * (xhat + beta), y) for option, (gamma, beta) in CLAIMED.items()}
