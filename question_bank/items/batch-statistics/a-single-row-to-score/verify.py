import numpy as np


def verify(kernels):
    """Compare the reference's inference with what each option says."""
    rng = np.random.default_rng(0)
    row, gamma, beta = rng.normal(size=(1, 20)), rng.normal(size=20), rng.normal(size=20)
    mean, var, eps = rng.normal(size=20), rng.uniform(1, 2, 20), 1e-5
    last_mean, last_var = kernels.batch_moments(rng.normal(size=(32, 20)))
    y = kernels.batch_norm_inference(row, gamma, beta, mean, var, eps)
    return {
        "a": np.allclose(y, beta),
        "b": np.allclose(y, gamma * (row - mean) / np.sqrt(var + eps) + beta),
        "c": np.allclose(y, gamma * (row - last_mean) / np.sqrt(last_var + eps) + beta),
        "d": np.allclose(y, gamma * row + beta),
    }
