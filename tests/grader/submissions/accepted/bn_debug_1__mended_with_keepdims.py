import numpy as np


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    n = x.size // x.shape[1]

    mean = x.mean(axis=axes, keepdims=True)
    var = x.var(axis=axes, keepdims=True)
    y = gamma.reshape(mean.shape) * (x - mean) / (var + eps) ** 0.5 + beta.reshape(mean.shape)

    mean, unbiased = mean.reshape(-1), var.reshape(-1) * n / max(n - 1, 1)
    new_running_mean = running_mean - momentum * (running_mean - mean)
    new_running_var = running_var - momentum * (running_var - unbiased)
    return y, new_running_mean, new_running_var
