import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    n = x.shape[0]
    centred = x - np.mean(x, axis=0)
    variance = np.mean(centred**2, axis=0)
    root = np.sqrt(variance + eps)
    inverse = 1 / root
    xhat = centred * inverse

    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    dinverse = np.sum(dxhat * centred, axis=0)
    dcentred = dxhat * inverse
    droot = -dinverse / root**2
    dvariance = 0.5 * droot / root
    dcentred = dcentred + 2 * centred * dvariance / n
    dmean = -np.sum(dcentred, axis=0)
    return dcentred + dmean / n, dgamma, dbeta
