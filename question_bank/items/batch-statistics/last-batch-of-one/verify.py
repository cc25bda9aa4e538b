import numpy as np


def verify(kernels):
    """The size of the last batch, and what the reference makes of a constant feature."""
    last = 1025 % 64 or 64
    constant = kernels.batch_norm(np.full((3, 1), 7.0), np.ones(1), np.array([2.0]), 1e-5)
    running_statistics = kernels.batch_moments(np.zeros((last, 5)))[0]
    return {
        "a": running_statistics.shape != (5,),
        "b": not np.array_equal(constant, np.full((3, 1), 2.0)),
        "d": last == 1,
    }
