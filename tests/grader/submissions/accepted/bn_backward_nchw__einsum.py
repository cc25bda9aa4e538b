import numpy as np


def batch_norm_2d_backward(dout, x, gamma, eps):
    c = x.shape[1]
    z = np.moveaxis(x, 1, 0).reshape(c, -1)
    g = np.moveaxis(dout, 1, 0).reshape(c, -1)
    n = z.shape[1]
    z = z - z.mean(axis=1, keepdims=True)
    inv = 1 / np.sqrt(np.einsum("cn,cn->c", z, z) / n + eps)
    dgamma = np.einsum("cn,cn,c->c", g, z, inv)
    dbeta = g.sum(axis=1)
    d = np.einsum("c,cn->cn", gamma * inv, g - dbeta[:, None] / n - z * (dgamma * inv / n)[:, None])
    shape = (c, x.shape[0], x.shape[2], x.shape[3])
    return np.moveaxis(d.reshape(shape), 0, 1), dgamma, dbeta
