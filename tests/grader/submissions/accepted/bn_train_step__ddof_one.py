import numpy as np


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    axes = (0, 2, 3) if x.ndim == 4 else 0
    kept = x.mean(axis=axes, keepdims=True)
    var = x.var(axis=axes, keepdims=True)
    up = (lambda v: v.reshape(1, -1, 1, 1)) if x.ndim == 4 else (lambda v: v)
    y = up(gamma) * (x - kept) / np.sqrt(var + eps) + up(beta)
    count = x.size // x.shape[1]
    unbiased = x.var(axis=axes, ddof=1) if count > 1 else var.ravel()
    running_mean = running_mean + momentum * (kept.ravel() - running_mean)
    running_var = running_var + momentum * (unbiased - running_var)
    return y, running_mean, running_var
