import numpy as np

CLAIMED = {"a": (-1, 1), "b": (-0.71, 0.71), "c": (-0.5, 0.5), "d": (5, 7)}


def verify(kernels):
    """Compare with the reference, to the two decimals of the options."""
    y = kernels.batch_norm(np.array([[10.0], [14.0]]), np.ones(1), np.zeros(1), 1e-12)[:, 0]
    return {option: np.allclose(y, claimed, atol=0.005) for option, claimed in CLAIMED.items()}
