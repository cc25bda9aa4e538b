import numpy as np


def masked_batch_norm(x, mask, gamma, beta, eps):
    y = np.zeros_like(x)
    rows = x[mask]
    if len(rows):
        y[mask] = gamma * (rows - rows.mean(axis=0)) / np.sqrt(rows.var(axis=0) + eps) + beta
    return y
