import numpy as np


def batch_norm_2d_backward(dout, x, gamma, eps):
    dx, dgamma, dbeta = np.empty_like(x), np.empty_like(gamma), np.empty_like(gamma)
    for c in range(len(gamma)):
        dy, v = dout[:, c], x[:, c]
        sigma = np.sqrt(v.var() + eps)
        h = (v - v.mean()) / sigma
        dgamma[c], dbeta[c] = (dy * h).sum(), dy.sum()
        dx[:, c] = (dy - dy.mean() - h * (dy * h).mean()) * gamma[c] / sigma
    return dx, dgamma, dbeta
