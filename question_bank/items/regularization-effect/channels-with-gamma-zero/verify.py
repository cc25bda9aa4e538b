import numpy as np


def verify(kernels):
    """Remove the channel in each way and compare the outputs."""
    rng = np.random.default_rng(0)
    n = 5
    z, w, bias = rng.normal(size=(32, n)), rng.normal(size=(n, 3)), rng.normal(size=3)
    gamma, beta, mean, var = (
        rng.uniform(0.5, 2, n),
        rng.normal(size=n),
        rng.normal(size=n),
        rng.uniform(1, 2, n),
    )
    gamma[2], beta[2] = 0.0, 0.8
    h = np.maximum(kernels.batch_norm_inference(z, gamma, beta, mean, var, 1e-5), 0)
    before, left = h @ w + bias, np.delete(h, 2, axis=1) @ np.delete(w, 2, axis=0)
    biases = {
        "a": bias,
        "b": bias + 0.8 * w[2],
        "c": bias + 0.8 * np.delete(w, 2, axis=0).sum(axis=0),
        "d": bias,
    }
    return {option: np.allclose(left + b, before) for option, b in biases.items()}
