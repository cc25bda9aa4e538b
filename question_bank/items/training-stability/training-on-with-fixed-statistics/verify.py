import numpy as np


def verify(kernels):
    """Test each statement on a layer with fixed statistics, by differences where a gradient is claimed."""
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(16, 5)), rng.normal(size=(5, 3))
    gamma, beta, mean, var = (
        np.array([1.5, -0.5, 2.0]),
        np.ones(3),
        rng.normal(size=3),
        np.array([1.0, 2.0, 3.0]),
    )
    dout = rng.normal(size=(16, 3))

    def layer(z, scale=gamma):
        return kernels.batch_norm_inference(z, scale, beta, mean, var, 1e-12)

    z = x @ w
    y = layer(z)
    step = 1e-6
    dz_sum = sum(((layer(z + step * unit) - y) * dout).sum(axis=0) / step for unit in _rows(16))
    dgamma = ((layer(z, gamma + step) - y) * dout).sum(axis=0) / step
    xhat = (y - beta) / gamma
    return {
        "a": not np.allclose(layer(z[:8]), y[:8]),
        "b": not np.allclose(layer(x @ (2 * w)), y),
        "c": np.allclose(layer(z + 1.0), y),
        "d": np.allclose(dz_sum, 0, atol=1e-4),
        "e": np.allclose(dgamma, (dout * xhat).sum(axis=0), atol=1e-4),
    }


def _rows(count):
    for row in range(count):
        unit = np.zeros((count, 1))
        unit[row] = 1
        yield unit
