import numpy as np


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps):
    n, d = x.shape
    return gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
