import numpy as np

CLAIMED = {"a": 0.001, "b": 0.302, "c": 0.990, "d": 1.000}


def verify(kernels):
    """The spread of the reference's output."""
    x = 0.001 * np.repeat([-1.0, 1.0], 32)[:, None]
    spread = kernels.batch_norm(x, np.ones(1), np.zeros(1), 1e-5).std()
    return {option: bool(abs(spread - claimed) < 0.0005) for option, claimed in CLAIMED.items()}
