import numpy as np


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps):
    wide = [np.asarray(a, dtype=np.float64) for a in (x, gamma, beta, running_mean, running_var)]
    values, g, b, m, v = wide
    index = (slice(None),) + (None,) * (x.ndim - 2)
    y = g[index] * (values - m[index]) / np.sqrt(v[index] + eps) + b[index]
    return y.astype(x.dtype)
