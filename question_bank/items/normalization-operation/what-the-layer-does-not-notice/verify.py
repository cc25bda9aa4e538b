import numpy as np


def verify(kernels):
    """Compare the outputs before and after each change."""
    x = np.random.default_rng(0).lognormal(2, 1, size=(256, 1))
    changed = {
        "a": np.log(x),
        "b": x / 1000,
        "c": -x,
        "d": x - 12.5,
        "e": np.minimum(x, np.quantile(x, 0.99)),
    }
    one, zero, eps = np.ones(1), np.zeros(1), 1e-12
    y = kernels.batch_norm(x, one, zero, eps)
    return {
        option: np.allclose(kernels.batch_norm(values, one, zero, eps), y)
        for option, values in changed.items()
    }
