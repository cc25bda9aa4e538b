import numpy as np


def batch_norm_2d(x, gamma, beta, eps):
    y = np.zeros_like(x)
    for c in range(x.shape[1]):
        plane = x[:, c]
        plane = plane - plane.mean()
        y[:, c] = gamma[c] * plane / np.sqrt(np.mean(plane * plane) + eps) + beta[c]
    return y
