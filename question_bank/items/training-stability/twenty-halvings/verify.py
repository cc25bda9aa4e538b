import numpy as np

CLAIMED = {"a": 1e-6, "b": 0.05, "c": 0.5, "d": 1.0}


def verify(kernels):
    """Twenty layers that halve, each followed by the reference."""
    h = np.random.default_rng(0).normal(size=(512, 1))
    for _ in range(20):
        h = kernels.batch_norm(0.5 * h, np.ones(1), np.zeros(1), 1e-5)
    return {option: np.isclose(h.std(), claimed, rtol=0.01) for option, claimed in CLAIMED.items()}
