import numpy as np


def verify(kernels):
    """Count the means of the reference."""
    x = np.random.default_rng(0).normal(size=(16, 8, 32, 32))
    count = kernels.batch_moments(x)[0].size
    return {"a": count == 1, "b": count == 8, "c": count == 128, "d": count == 8192}
