"""A right answer to the task bn-forward."""

import numpy as np


def batch_norm(x, gamma, beta, eps):
    centred = x - x.mean(axis=0)
    return gamma * centred / np.sqrt((centred**2).mean(axis=0) + eps) + beta
