import numpy as np


def masked_batch_norm(x, mask, gamma, beta, eps):
    m = mask[..., None]
    count = max(mask.sum(), 1)
    mu = np.where(m, x, 0).sum(axis=(0, 1)) / count
    centred = np.where(m, x - mu, 0)
    var = (centred**2).sum(axis=(0, 1)) / count
    y = gamma * centred / np.sqrt(var + eps) + beta
    return np.where(m, y, 0).astype(x.dtype)
