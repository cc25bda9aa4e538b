import numpy as np


def verify(kernels, numbers):
    """A population of two values, dropped in the exact proportion; all else by the reference."""
    keep = 1 - numbers["p"]
    h = numbers["mean"] + numbers["std"] * np.repeat([-1.0, 1.0], 20)[:, None]
    kept = np.tile(np.arange(20) < round(20 * keep), 2)[:, None]
    mean, variance = kernels.batch_moments(np.where(kept, h / keep, 0.0))
    return kernels.batch_norm_inference(h, np.ones(1), np.zeros(1), mean, variance, 1e-14).std()
