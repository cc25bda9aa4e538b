import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    m = x.shape[0]
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    dxhat = dout * gamma
    dvar = (dxhat * (x - mu) * -0.5 * (var + eps) ** -1.5).sum(axis=0)
    dmu = (-dxhat / np.sqrt(var + eps)).sum(axis=0) + dvar * (-2 * (x - mu)).sum(axis=0) / m
    dx = dxhat / np.sqrt(var + eps) + dvar * 2 * (x - mu) / m + dmu / m
    dgamma = (dout * (x - mu) / np.sqrt(var + eps)).sum(axis=0)
    dbeta = dout.sum(axis=0)
    return dx, dgamma, dbeta
