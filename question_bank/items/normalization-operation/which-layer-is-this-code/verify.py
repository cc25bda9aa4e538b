import numpy as np


def verify(kernels):
    """Rows must be normalised one by one: no batch statistics, no uncentred ones."""
    x = np.random.default_rng(0).normal(3, 2, size=(6, 5))
    gamma, beta, eps = np.linspace(1, 2, 5), np.linspace(-1, 1, 5), 1e-5
    y = gamma * (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + eps) + beta
    by_row = kernels.batch_norm(x.T, np.ones(6), np.zeros(6), eps).T
    rms = x / np.sqrt(np.mean(x**2, axis=1, keepdims=True) + eps)
    return {
        "a": np.allclose(y, kernels.batch_norm(x, gamma, beta, eps)),
        "b": np.allclose(y, gamma * rms + beta),
        "c": np.allclose(y, gamma * by_row + beta),
    }
