import numpy as np


def verify(kernels):
    """Fold forwards into a linear layer: the same outputs with 80 operations fewer."""
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(8, 40)), rng.normal(size=(40, 20)), rng.normal(size=20)
    gamma, beta, mean, var = (
        rng.uniform(0.5, 2, 40),
        rng.normal(size=40),
        rng.normal(size=40),
        rng.uniform(1, 2, 40),
    )
    s = gamma / np.sqrt(var + 1e-5)
    right = kernels.batch_norm_inference(x, gamma, beta, mean, var, 1e-5) @ w + b
    folded_w, folded_b = s[:, None] * w, b + (beta - mean * s) @ w
    assert np.allclose(x @ folded_w + folded_b, right)
    before = 2 * x.shape[1] + w.size + w.size
    saved = (before - 2 * folded_w.size) / before
    claimed = {"a": 0.0, "b": 0.05, "c": 0.5, "d": 0.93}
    return {option: abs(saved - value) < 0.02 for option, value in claimed.items()}
