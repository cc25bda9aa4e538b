import numpy as np


def verify(kernels):
    """The scatter of batch means with and without copies."""
    rng = np.random.default_rng(0)
    copies = np.std(
        [kernels.batch_moments(np.repeat(rng.normal(size=(32, 1)), 8, 0))[0] for _ in range(4000)]
    )
    apart = np.std([kernels.batch_moments(rng.normal(size=(256, 1)))[0] for _ in range(4000)])
    claimed = {"a": 1.0, "b": 1 / 2.83, "c": 2.83, "d": 8.0}
    return {option: bool(abs(copies / apart / value - 1) < 0.1) for option, value in claimed.items()}
