import numpy as np


def verify(kernels):
    """PyTorch's rule for momentum=None: the factor of the k-th batch is 1/k."""
    running = 0.0
    for k, centre in enumerate((1.0, 2.0, 6.0), start=1):
        mean = kernels.batch_moments(np.array([[centre - 1], [centre + 1]]))[0][0]
        running += (mean - running) / k
    claimed = {"a": 0.86, "b": 3.0, "c": 6.0, "d": 9.0}
    return {option: bool(abs(running - value) < 0.005) for option, value in claimed.items()}
