import numpy as np


def verify(kernels):
    """Compare upper and lower half after the reference."""
    x = np.random.default_rng(0).normal(0, 0.5, size=(16, 1, 8, 8))
    x[:, :, :4] += 10
    x[:, :, 4:] += 2
    y = kernels.batch_norm(x, np.ones(1), np.zeros(1), 1e-5)
    sky, road = y[:, :, :4].mean(), y[:, :, 4:].mean()
    return {"a": abs(sky - road) < 0.5, "b": sky - road > 1.5, "c": abs(sky - road) < 0.5, "d": road > 0}
