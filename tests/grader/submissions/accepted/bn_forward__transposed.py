import numpy as np


def batch_norm(x, gamma, beta, eps):
    columns = x.T
    out = [g * (c - c.mean()) / np.sqrt(c.var() + eps) + b for c, g, b in zip(columns, gamma, beta)]
    return np.array(out, dtype=x.dtype).T
