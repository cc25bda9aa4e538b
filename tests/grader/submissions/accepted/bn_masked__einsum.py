import numpy as np


def masked_batch_norm(x, mask, gamma, beta, eps):
    w = mask.astype(x.dtype)
    n = w.sum() if mask.any() else 1
    mu = np.einsum("nt,ntd->d", w, x) / n
    d = x - mu
    var = np.einsum("nt,ntd,ntd->d", w, d, d) / n
    return (d / np.sqrt(var + eps) * gamma + beta) * w[:, :, None]
