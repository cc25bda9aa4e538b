import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    ones = np.ones(len(x), dtype=x.dtype)

    def mean(a):
        return ones @ a / len(a)

    centred = x - mean(x)
    var = mean(centred**2)
    dy = dout - mean(dout)
    along = mean(dy * centred) / (var + eps)
    dx = (dy - centred * along) * gamma / np.sqrt(var + eps)
    return dx, ones @ (dout * centred) / np.sqrt(var + eps), ones @ dout
