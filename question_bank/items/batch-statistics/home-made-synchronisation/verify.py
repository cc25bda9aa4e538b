import numpy as np


def verify(kernels):
    """Eight countries with different means."""
    rng = np.random.default_rng(0)
    shares = [rng.normal(centre, 1, size=(500, 1)) for centre in range(8)]
    mean, var = kernels.batch_moments(np.vstack(shares))
    averages = np.mean([kernels.batch_moments(share) for share in shares], axis=0)
    right_mean = np.allclose(averages[0], mean)
    ratio = float(averages[1][0] / var[0])
    return {
        "a": not right_mean,
        "b": right_mean and ratio < 0.9,
        "c": right_mean and ratio > 1.1,
        "d": right_mean and abs(ratio - 1) < 0.01,
    }
