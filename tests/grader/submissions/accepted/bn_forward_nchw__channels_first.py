import numpy as np


def batch_norm_2d(x, gamma, beta, eps):
    swapped = np.swapaxes(x, 0, 1)
    flat = swapped.reshape(x.shape[1], -1)
    mu = flat.mean(axis=1)[:, None]
    var = flat.var(axis=1)[:, None]
    flat = gamma[:, None] * ((flat - mu) / np.sqrt(var + eps)) + beta[:, None]
    return np.swapaxes(flat.reshape(swapped.shape), 0, 1)
