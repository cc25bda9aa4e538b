import numpy as np


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps):
    last = np.moveaxis(x, 1, -1)
    y = gamma * (last - running_mean) / np.sqrt(running_var + eps) + beta
    return np.moveaxis(y, -1, 1)
