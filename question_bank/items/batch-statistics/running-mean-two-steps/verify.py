import numpy as np


def verify(kernels, numbers):
    """Two batches with these means, measured by the reference."""
    running = numbers["start"]
    for mean in (numbers["first"], numbers["second"]):
        batch = np.array([[-1.0], [0.0], [1.0]]) + mean
        running += numbers["momentum"] * (kernels.batch_moments(batch)[0][0] - running)
    return running
