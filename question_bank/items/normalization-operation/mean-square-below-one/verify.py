import numpy as np


def verify(kernels):
    """The mean square of a quiet feature, by the reference and with n - 1."""
    x = np.random.default_rng(0).normal(size=(512, 1))
    x = 0.01 * (x - x.mean()) / x.std()

    def mean_square(values):
        return float(np.mean(values**2))

    right = mean_square(kernels.batch_norm(x, np.ones(1), np.zeros(1), 1e-5))
    bessel = mean_square(x / np.sqrt(x.var(ddof=1)))
    double = mean_square(x / np.sqrt(x.std() + 1e-5))
    outside = mean_square(x / (x.std() + 1e-5))
    found = {"a": bessel, "b": double, "c": outside, "d": right}
    return {option: bool(abs(value - 0.909) < 0.001) for option, value in found.items()}
