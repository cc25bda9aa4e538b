import numpy as np


def batch_norm(x, gamma, beta, eps):
    return np.full_like(x, np.nan)
