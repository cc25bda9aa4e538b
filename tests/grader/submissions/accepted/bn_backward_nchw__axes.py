import numpy as np


def batch_norm_2d_backward(dout, x, gamma, eps):
    axes = (0, 2, 3)
    m = x.shape[0] * x.shape[2] * x.shape[3]
    mu = x.mean(axis=axes, keepdims=True)
    inv = 1 / np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    xhat = (x - mu) * inv
    dbeta = dout.sum(axis=axes, keepdims=True)
    dgamma = (dout * xhat).sum(axis=axes, keepdims=True)
    dx = gamma.reshape(1, -1, 1, 1) * inv / m * (m * dout - dbeta - xhat * dgamma)
    return dx, dgamma.ravel(), dbeta.ravel()
