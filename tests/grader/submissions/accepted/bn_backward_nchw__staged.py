import numpy as np


def batch_norm_2d_backward(dout, x, gamma, eps):
    def total(a):
        return np.sum(a, axis=(0, 2, 3)).reshape(1, -1, 1, 1)

    m = x.size / x.shape[1]
    g = gamma.reshape(1, -1, 1, 1)
    centred = x - total(x) / m
    var = total(centred**2) / m
    std = np.sqrt(var + eps)
    dxhat = dout * g
    dstd = -total(dxhat * centred) / std**2
    dvar = dstd / (2 * std)
    dcentred = dxhat / std + 2 * centred * dvar / m
    dx = dcentred - total(dcentred) / m
    return dx, total(dout * centred / std).reshape(-1), total(dout).reshape(-1)
