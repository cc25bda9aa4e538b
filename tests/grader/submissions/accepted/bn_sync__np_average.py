import numpy as np


def combine_statistics(counts, means, variances):
    mean = np.average(means, axis=0, weights=counts)
    within = np.average(variances, axis=0, weights=counts)
    between = np.average(np.square(means - mean), axis=0, weights=counts)
    return mean, within + between
