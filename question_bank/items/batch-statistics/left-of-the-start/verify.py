import numpy as np


def verify(kernels, numbers):
    """Start from 100 and average in the reference's mean of batches that are 0."""
    running = 100.0
    mean = kernels.batch_moments(np.zeros((4, 1)))[0][0]
    for _ in range(numbers["steps"]):
        running += numbers["momentum"] * (mean - running)
    return running
