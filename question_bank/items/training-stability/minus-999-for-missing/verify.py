import numpy as np


def verify(kernels):
    """Measure the good rows' spread after the reference."""
    good = np.random.default_rng(0).normal(size=(98_000, 1))
    x = np.vstack([good, np.full((2_000, 1), -999.0)])
    spread = kernels.batch_norm(x, np.ones(1), np.zeros(1), 1e-5)[:98_000].std()
    claimed = {"a": 0.00005, "b": 0.007, "c": 0.026, "d": 1.0}
    return {option: bool(abs(spread / value - 1) < 0.1) for option, value in claimed.items()}
