import numpy as np


def halves(rows):
    if len(rows) <= 2:
        return rows.sum(axis=0)
    middle = len(rows) // 2
    return halves(rows[:middle]) + halves(rows[middle:])


def batch_norm(x, gamma, beta, eps):
    mean = halves(x) / len(x)
    squares = np.square(x - mean)
    std = np.sqrt(halves(squares) / len(x) + eps)
    return gamma * ((x - mean) / std) + beta
