import numpy as np


def verify(kernels):
    """Normalise a batch in both units."""
    celsius = np.random.default_rng(0).normal(15, 6, size=(64, 1))
    gamma, beta = np.array([1.5]), np.array([0.3])
    y, y_f = (kernels.batch_norm(x, gamma, beta, 1e-5) for x in (celsius, 1.8 * celsius + 32))
    moved = y_f - y
    return {
        "a": np.allclose(y_f - beta, 1.8 * (y - beta), atol=1e-4),
        "b": np.ptp(moved) < 1e-4 < abs(moved.mean()),
        "c": np.allclose(y_f, 1.8 * y + 32, atol=1e-4),
        "d": np.allclose(y_f, y, atol=1e-4),
    }
