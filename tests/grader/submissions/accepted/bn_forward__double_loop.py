import numpy as np


def batch_norm(x, gamma, beta, eps):
    rows, columns = x.shape
    y = np.empty_like(x)
    for d in range(columns):
        column = [float(v) for v in x[:, d]]
        mean = sum(column) / rows
        variance = sum((v - mean) ** 2 for v in column) / rows
        scale = 1.0 / (variance + eps) ** 0.5
        for n in range(rows):
            y[n, d] = float(gamma[d]) * (column[n] - mean) * scale + float(beta[d])
    return y
