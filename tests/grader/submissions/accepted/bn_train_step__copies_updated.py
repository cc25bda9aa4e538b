import numpy as np


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    new_mean, new_var = running_mean.copy(), running_var.copy()
    y = x.copy()
    n = x.size // x.shape[1]
    for c in range(x.shape[1]):
        values = x[:, c].astype(np.float64)
        mean, var = values.mean(), values.var()
        y[:, c] = (values - mean) / np.sqrt(var + eps) * gamma[c] + beta[c]
        new_mean[c] += momentum * (mean - new_mean[c])
        new_var[c] += momentum * ((var * n / (n - 1) if n > 1 else 0.0) - new_var[c])
    return y, new_mean, new_var
