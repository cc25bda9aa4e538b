import numpy as np


def verify(kernels):
    """Each statement, read off the reference on such a batch."""
    x = np.random.default_rng(0).normal(size=(64, 3))
    clean = kernels.batch_norm(x, np.ones(3), np.zeros(3), 1e-5)
    x[5, 0] = 1e6
    y = kernels.batch_norm(x, np.ones(3), np.zeros(3), 1e-5)
    others = np.delete(y[:, 0], 5)
    running = 0.9 * 1.0 + 0.1 * x[:, 0].var(ddof=1)
    for _ in range(100):
        running = 0.9 * running + 0.1 * 1.0
    return {
        "b": np.ptp(others) < 1e-3,
        "d": abs(y[5, 0] - 8) < 0.1,
        "a": 0.5 < others.std() < 2,
        "c": abs(y[5, 1]) < 0.5 * abs(clean[5, 1]),
        "e": running > 1000,
    }
