import numpy as np


def rows_of(a):
    return a.transpose(0, 2, 3, 1).reshape(-1, a.shape[1])


def batch_norm_2d_backward(dout, x, gamma, eps):
    n, c, h, w = x.shape
    rows, dy = rows_of(x), rows_of(dout)
    centred = rows - rows.mean(axis=0)
    std = np.sqrt((centred**2).mean(axis=0) + eps)
    xhat = centred / std
    dgamma, dbeta = (dy * xhat).sum(axis=0), dy.sum(axis=0)
    dx = gamma / std * (dy - dbeta / len(dy) - xhat * dgamma / len(dy))
    return dx.reshape(n, h, w, c).transpose(0, 3, 1, 2), dgamma, dbeta
