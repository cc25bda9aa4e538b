import numpy as np

CLAIMED = {"a": 0.03, "b": 0.50, "c": 0.71, "d": 1.00}


def verify(kernels):
    """Only the key is the spread of what the reference returns."""
    x = np.array([[0.499], [0.501]])  # standard deviation 0.001
    spread = kernels.batch_norm(x, np.ones(1), np.zeros(1), 1e-3).std()
    return {option: abs(claimed - spread) < 0.005 for option, claimed in CLAIMED.items()}
