import numpy as np


def ghost_batch_norm(x, gamma, beta, group_size, eps):
    head, tail = x[:group_size], x[group_size:]
    wide = head.astype(np.float64)
    y = (wide - wide.mean(axis=0)) / np.sqrt(wide.var(axis=0) + eps) * gamma + beta
    y = y.astype(x.dtype)
    if len(tail) == 0:
        return y
    return np.vstack([y, ghost_batch_norm(tail, gamma, beta, group_size, eps)])
