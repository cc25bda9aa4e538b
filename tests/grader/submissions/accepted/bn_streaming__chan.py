import numpy as np


def precise_statistics(batches):
    n = 0
    for batch in batches:
        k, mean_k = len(batch), batch.mean(axis=0)
        m2_k = ((batch - mean_k) ** 2).sum(axis=0)
        if n == 0:
            n, mean, m2 = k, mean_k, m2_k
            continue
        delta = mean_k - mean
        m2 = m2 + m2_k + delta**2 * (n * k / (n + k))
        mean = mean + delta * (k / (n + k))
        n += k
    return mean, m2 / n
