import numpy as np


def precise_statistics(batches):
    n, mean, m2 = 0, 0.0, 0.0
    for batch in batches:
        for row in batch.astype(np.float64):
            n += 1
            delta = row - mean
            mean = mean + delta / n
            m2 = m2 + delta * (row - mean)
    return mean, m2 / n
