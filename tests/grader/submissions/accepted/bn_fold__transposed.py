import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, running_mean, running_var, eps):
    std = np.sqrt(running_var + eps)
    if bias is None:
        bias = 0
    return (weight.T * (gamma / std)).T, gamma * ((bias - running_mean) / std) + beta
