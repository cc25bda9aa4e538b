import numpy as np


def ghost_batch_norm(x, gamma, beta, group_size, eps):
    n = len(x)
    starts = np.arange(0, n, group_size)
    of_row = np.arange(n) // group_size
    counts = np.bincount(of_row)[:, None].astype(x.dtype)
    mean = np.add.reduceat(x, starts, axis=0) / counts
    centred = x - mean[of_row]
    var = np.add.reduceat(centred * centred, starts, axis=0) / counts
    return centred / np.sqrt(var + eps)[of_row] * gamma + beta
