import numpy as np


def masked_batch_norm(x, mask, gamma, beta, eps):
    n, t, d = x.shape
    places = [(i, j) for i in range(n) for j in range(t) if mask[i, j]]
    y = np.zeros((n, t, d), dtype=x.dtype)
    if not places:
        return y
    total = np.zeros(d)
    for i, j in places:
        total += x[i, j]
    mean = total / len(places)
    squares = np.zeros(d)
    for i, j in places:
        squares += (x[i, j] - mean) ** 2
    std = np.sqrt(squares / len(places) + eps)
    for i, j in places:
        y[i, j] = (x[i, j] - mean) / std * gamma + beta
    return y
