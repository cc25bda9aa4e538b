import numpy as np


def masked_batch_norm(x, mask, gamma, beta, eps):
    if not mask.any():
        return np.zeros_like(x)
    m = np.broadcast_to(mask[:, :, np.newaxis], x.shape)
    mean = x.mean(axis=(0, 1), where=m)
    var = x.var(axis=(0, 1), where=m)
    return np.where(m, (x - mean) / np.sqrt(var + eps) * gamma + beta, 0)
