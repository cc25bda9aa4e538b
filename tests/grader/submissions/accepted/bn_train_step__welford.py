import numpy as np


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    if x.ndim == 4:
        n, c, h, w = x.shape
        rows = x.transpose(0, 2, 3, 1).reshape(n * h * w, c)
    else:
        rows = x
    mean, m2 = np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for k in range(len(rows)):
        delta = rows[k] - mean
        mean = mean + delta / (k + 1)
        m2 = m2 + delta * (rows[k] - mean)
    y = ((rows - mean) / np.sqrt(m2 / len(rows) + eps) * gamma + beta).astype(x.dtype)
    if x.ndim == 4:
        y = y.reshape(n, h, w, c).transpose(0, 3, 1, 2)
    new_mean = (1 - momentum) * running_mean + momentum * mean
    new_var = (1 - momentum) * running_var + momentum * m2 / max(len(rows) - 1, 1)
    return y, new_mean, new_var
