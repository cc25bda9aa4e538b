import numpy as np


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    """One training step of batch normalization. Two bugs hide here: find and mend them."""
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    shape = (1, -1) if x.ndim == 2 else (1, -1, 1, 1)
    n = x.size // x.shape[1]

    mean = x.mean(axis=axes)
    var = x.var(axis=axes)
    std = np.sqrt(var + eps)
    xhat = (x - mean.reshape(shape)) / std.reshape(shape)
    y = gamma.reshape(shape) * xhat + beta.reshape(shape)

    unbiased = var * n / max(n - 1, 1)
    new_running_mean = (1 - momentum) * running_mean + momentum * mean
    new_running_var = (1 - momentum) * running_var + momentum * unbiased
    return y, new_running_mean, new_running_var
