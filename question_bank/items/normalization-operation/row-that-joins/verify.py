import numpy as np


def verify(kernels, numbers):
    """The reference on rows with these statistics and the one that joins."""
    rows = np.random.default_rng(0).normal(size=(numbers["rows"], 1))
    rows = (rows - rows.mean()) / rows.std() * np.sqrt(numbers["variance"]) + numbers["mean"]
    batch = np.concatenate([rows, [[numbers["value"]]]])
    return kernels.batch_norm(batch, np.ones(1), np.zeros(1), 1e-12)[-1, 0]
