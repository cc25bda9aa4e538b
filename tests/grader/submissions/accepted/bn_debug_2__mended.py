import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    """The gradient of batch normalization. Two bugs hide here: find and mend them."""
    n = x.shape[0]
    centred = x - x.mean(axis=0)
    var = (centred**2).mean(axis=0)
    inv_std = 1 / np.sqrt(var + eps)
    xhat = centred * inv_std

    dxhat = dout * gamma
    dgamma = (dout * xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)

    dvar = (dxhat * centred).sum(axis=0) * -0.5 * inv_std**3
    dmean = -(dxhat * inv_std).sum(axis=0)
    dx = dxhat * inv_std + dvar * 2 * centred / n + dmean / n
    return dx, dgamma, dbeta
