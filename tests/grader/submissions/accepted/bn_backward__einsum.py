import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    n = x.shape[0]
    centred = x - np.einsum("nd->d", x) / n
    inv = (np.einsum("nd,nd->d", centred, centred) / n + eps) ** -0.5
    dgamma = np.einsum("nd,nd,d->d", dout, centred, inv)
    dbeta = np.einsum("nd->d", dout)
    dx = (dout - dbeta / n - centred * (inv * dgamma / n)) * (gamma * inv)
    return dx, dgamma, dbeta
