import numpy as np

CLAIMED = {"a": 2.67, "b": 5.33, "c": 6.00, "d": 8.00}


def verify(kernels):
    """Only the key is what the reference returns."""
    x = np.array([[2.0], [4.0], [4.0], [10.0]])
    y = kernels.batch_norm(x, np.array([3.0]), np.array([1.0]), 1e-12)[3, 0]
    return {option: abs(claimed - y) < 0.005 for option, claimed in CLAIMED.items()}
