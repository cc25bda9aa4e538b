import numpy as np


def batch_norm(x, gamma, beta, eps):
    return (gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta)[None]
