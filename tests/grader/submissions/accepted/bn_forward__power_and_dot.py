import numpy as np


def batch_norm(x, gamma, beta, eps):
    x_c = x - np.average(x, axis=0)
    inv = np.power(np.array([np.dot(c, c) for c in x_c.T]) / len(x_c) + eps, -0.5)
    return (x_c * inv.astype(x.dtype)) * gamma[np.newaxis, :] + beta[np.newaxis, :]
