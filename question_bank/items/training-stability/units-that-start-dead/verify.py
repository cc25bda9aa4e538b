import numpy as np


def verify(kernels):
    """Count what passes the ReLU, averaged over many features."""
    x = np.random.default_rng(0).normal(4, 2, size=(1024, 500))
    y = kernels.batch_norm(x, np.ones(500), np.full(500, -3.0), 1e-5)
    passed = (y > 0).sum(axis=0).mean()
    found = {
        "a": abs(passed - 512) < 50,
        "b": abs(passed - 341) < 50,
        "c": passed < 0.5,
        "d": 0.9 < passed < 2,
    }
    return {option: bool(held) for option, held in found.items()}
