import numpy as np


def batch_norm_2d(x, gamma, beta, eps):
    n, c, h, w = x.shape
    rows = x.transpose(0, 2, 3, 1).reshape(-1, c)
    centred = rows - rows.mean(axis=0)
    rows = centred / np.sqrt((centred**2).mean(axis=0) + eps) * gamma + beta
    return rows.reshape(n, h, w, c).transpose(0, 3, 1, 2)
