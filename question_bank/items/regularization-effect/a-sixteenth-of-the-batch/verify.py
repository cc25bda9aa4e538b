import numpy as np


def verify(kernels):
    """Measure the scatter of batch means for both sizes."""
    rng = np.random.default_rng(0)

    def scatter(rows):
        return np.std(kernels.batch_moments(rng.normal(size=(rows, 8000)))[0])

    ratio = scatter(16) / scatter(256)
    claimed = {"a": 0.25, "b": 1.0, "c": 4.0, "d": 16.0}
    return {option: bool(abs(ratio / value - 1) < 0.1) for option, value in claimed.items()}
