import numpy as np


def combine_statistics(counts, means, variances):
    # Second moments add up; around a mean that is already near they do not cancel.
    full = counts > 0
    guess = means[full][0].astype(np.float64)
    n = counts[full][:, None]
    first = means[full] - guess
    shift = (n * first).sum(axis=0) / n.sum()
    second = (n * (variances[full] + first**2)).sum(axis=0) / n.sum()
    return guess + shift, second - shift**2
