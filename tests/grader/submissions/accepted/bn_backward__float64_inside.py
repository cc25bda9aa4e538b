import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    dtype = x.dtype
    dout, x, gamma = dout.astype(np.float64), x.astype(np.float64), gamma.astype(np.float64)
    xc = x - x.mean(0, keepdims=True)
    istd = 1 / np.sqrt(np.mean(xc**2, 0, keepdims=True) + eps)
    xn = xc * istd
    g = dout * gamma
    dx = istd * (g - g.mean(0, keepdims=True) - xn * (g * xn).mean(0, keepdims=True))
    return dx.astype(dtype), np.sum(dout * xn, 0).astype(dtype), np.sum(dout, 0).astype(dtype)
