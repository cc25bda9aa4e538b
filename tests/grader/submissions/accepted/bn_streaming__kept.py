import numpy as np


def precise_statistics(batches):
    rows = np.concatenate(list(batches))
    return rows.mean(axis=0), rows.var(axis=0)
