import numpy as np


def combine_statistics(counts, means, variances):
    w = (counts / counts.sum())[:, None]
    mean = (w * means).sum(axis=0)
    return mean, (w * (variances + (means - mean) ** 2)).sum(axis=0)
