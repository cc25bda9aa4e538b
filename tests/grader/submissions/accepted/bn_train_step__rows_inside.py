import numpy as np


def train_rows(rows, gamma, beta, eps):
    mean = rows.sum(axis=0) / rows.shape[0]
    centred = rows - mean
    squares = (centred * centred).sum(axis=0)
    std = np.sqrt(squares / rows.shape[0] + eps)
    return centred / std * gamma + beta, mean, squares


def batch_norm_train(x, gamma, beta, running_mean, running_var, momentum, eps):
    last = np.moveaxis(x, 1, -1)
    y, mean, squares = train_rows(last.reshape(-1, x.shape[1]), gamma, beta, eps)
    n = last.size // x.shape[1]
    var = squares / max(n - 1, 1)
    keep = 1.0 - momentum
    y = np.moveaxis(y.reshape(last.shape), -1, 1)
    return y, keep * running_mean + momentum * mean, keep * running_var + momentum * var
