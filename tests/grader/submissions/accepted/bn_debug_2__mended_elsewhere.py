import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    n = x.shape[0]
    centred = x - x.mean(axis=0)
    var = (centred**2).mean(axis=0)
    inv_std = 1 / np.sqrt(var + eps)
    xhat = centred * inv_std

    dgamma = (dout * xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)

    # twice the derivative by the variance, so that the 2 below is not needed
    dvar = -(dout * gamma * centred).sum(axis=0) * inv_std**3
    dmean = -(dout * gamma * inv_std).sum(axis=0)
    dx = dout * gamma * inv_std + (dvar * centred + dmean) / n
    return dx, dgamma, dbeta
