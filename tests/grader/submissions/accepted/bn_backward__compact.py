import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    n = x.shape[0]
    inverse = 1 / np.sqrt(x.var(axis=0) + eps)
    xhat = (x - x.mean(axis=0)) * inverse
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dx = gamma * inverse / n * (n * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta
