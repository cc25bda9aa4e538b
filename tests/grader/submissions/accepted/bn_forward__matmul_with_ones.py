import numpy as np


def batch_norm(x, gamma, beta, eps):
    n = len(x)
    ones = np.ones((1, n), dtype=x.dtype)
    centred = x - ones @ x / n
    variance = ones @ (centred * centred) / n
    return centred * (gamma / np.sqrt(variance + eps)) + beta
