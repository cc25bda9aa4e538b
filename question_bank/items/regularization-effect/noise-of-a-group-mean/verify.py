import math

import numpy as np


def verify(kernels, numbers):
    """Rows of plus or minus one standard deviation: every group that can be drawn, with its probability."""
    size, variance = numbers["group"], 0.0
    for high in range(size + 1):
        group = np.where(np.arange(size) < high, 1.0, -1.0)[:, None] * numbers["std"]
        mean = kernels.batch_moments(group)[0][0]
        variance += math.comb(size, high) / 2**size * mean**2
    return math.sqrt(variance)
