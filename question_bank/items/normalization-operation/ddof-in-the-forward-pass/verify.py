import numpy as np

CLAIMED = {"a": 1.0, "b": 0.866, "c": 0.75, "d": 1.155}


def verify(kernels):
    """Compare with the reference on four rows."""
    x = np.array([[2.0], [3.0], [7.0], [1.0]])
    team = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    ratio = (team / kernels.batch_norm(x, np.ones(1), np.zeros(1), 1e-12)).mean()
    return {option: bool(abs(ratio - claimed) < 0.0005) for option, claimed in CLAIMED.items()}
