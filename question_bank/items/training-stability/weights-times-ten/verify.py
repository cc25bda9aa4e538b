import numpy as np


def step(kernels, weights, x, dout):
    """Return output, batch variance and both gradients of one linear → BN step."""
    z = x @ weights
    gamma = np.linspace(0.5, 2, z.shape[1])
    y = kernels.batch_norm(z, gamma, np.zeros_like(gamma), 1e-12)
    dz, _, _ = kernels.batch_norm_backward(dout, z, gamma, 1e-12)
    return y, kernels.batch_moments(z)[1], x.T @ dz, dz @ weights.T


def verify(kernels):
    """Compare a step with one of tenfold weights."""
    rng = np.random.default_rng(0)
    x, weights, dout = rng.normal(size=(32, 6)), rng.normal(size=(6, 4)), rng.normal(size=(32, 4))
    y, variance, dweights, dx = step(kernels, weights, x, dout)
    y10, variance10, dweights10, dx10 = step(kernels, 10 * weights, x, dout)
    return {
        "b": np.allclose(y10, y),
        "a": np.allclose(variance10, variance),
        "c": np.allclose(dweights10, dweights / 10),
        "d": np.allclose(dx10, 10 * dx),
    }
