import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    n = len(x)
    s = np.sqrt(x.var(0) + eps)
    h = (x - x.mean(0)) / s
    return gamma / (n * s) * (n * dout - dout.sum(0) - h * (dout * h).sum(0)), (dout * h).sum(0), dout.sum(0)
