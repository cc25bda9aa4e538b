import numpy as np


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    axes = tuple(i for i in range(x.ndim) if i != 1)
    shape = [1] * x.ndim
    shape[1] = -1
    mu, var = x.mean(axis=axes), x.var(axis=axes)
    n = x.size // len(mu)
    xhat = (x - mu.reshape(shape)) / np.sqrt(var.reshape(shape) + eps)
    y = gamma.reshape(shape) * xhat + beta.reshape(shape)
    correction = n / (n - 1) if n > 1 else 1.0
    new_mean = (1 - momentum) * running_mean + momentum * mu
    new_var = (1 - momentum) * running_var + momentum * var * correction
    return y, new_mean, new_var
