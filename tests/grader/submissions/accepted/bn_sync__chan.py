import numpy as np


def combine_statistics(counts, means, variances):
    n, mean, m2 = 0, np.zeros(means.shape[1]), np.zeros(means.shape[1])
    for k, m, v in zip(counts, means, variances):
        if k == 0:
            continue
        total = n + k
        delta = m - mean
        mean = mean + delta * k / total
        m2 = m2 + k * v + delta**2 * n * k / total
        n = total
    return mean, m2 / n
