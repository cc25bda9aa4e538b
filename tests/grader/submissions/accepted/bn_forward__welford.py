import numpy as np


def batch_norm(x, gamma, beta, eps):
    mean = np.zeros(x.shape[1], dtype=np.float64)
    spread = np.zeros(x.shape[1], dtype=np.float64)
    for count, row in enumerate(x, start=1):
        delta = row - mean
        mean += delta / count
        spread += delta * (row - mean)
    scale = gamma / np.sqrt(spread / len(x) + eps)
    return ((x - mean) * scale + beta).astype(x.dtype)
