import numpy as np


def masked_batch_norm(x, mask, gamma, beta, eps):
    # The count is an int64, so that dividing float32 sums by it gives float64.
    count = np.maximum(mask.sum(), 1)
    m = mask[:, :, None]
    mean = (x * m).sum(axis=(0, 1)) / count
    centred = (x - mean) * m
    std = np.sqrt((centred**2).sum(axis=(0, 1)) / count + eps)
    return np.where(m, gamma * centred / std + beta, 0.0)
