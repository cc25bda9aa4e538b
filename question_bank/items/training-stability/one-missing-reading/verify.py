import numpy as np


def verify(kernels):
    """Find the NaN in the reference's output."""
    x = np.random.default_rng(0).normal(size=(128, 20))
    x[3, 7] = np.nan
    found = np.isnan(kernels.batch_norm(x, np.ones(20), np.zeros(20), 1e-5))

    def claim(rows, columns):
        claimed = np.zeros_like(found)
        claimed[rows, columns] = True
        return np.array_equal(found, claimed)

    every = slice(None)
    return {"a": claim(3, 7), "b": claim(3, every), "c": claim(every, every), "d": claim(every, 7)}
