import numpy as np


def combine_statistics(counts, means, variances):
    n = counts.sum()
    c = counts.astype(means.dtype)
    mean = c @ means / n
    d = means - mean
    return mean, (c @ variances + c @ (d * d)) / n
