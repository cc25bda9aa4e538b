import numpy as np


def verify(kernels):
    """Build the network of the prompt and measure the ratio."""
    rng = np.random.default_rng(0)
    gamma, beta, eps = np.ones(256), np.zeros(256), 1e-5
    h = rng.normal(size=(256, 256))
    passed = []
    for _ in range(50):
        weights = rng.normal(size=(256, 256)) * np.sqrt(2 / 256)
        z = h @ weights
        y = kernels.batch_norm(z, gamma, beta, eps)
        passed.append((weights, h, z, y))
        h = np.maximum(y, 0)
    d = rng.normal(size=h.shape)
    norms = []
    for weights, h, z, y in reversed(passed):
        dz, _, _ = kernels.batch_norm_backward(d * (y > 0), z, gamma, eps)
        norms.append(np.linalg.norm(h.T @ dz))
        d = dz @ weights.T
    ratio = norms[-1] / norms[0]
    return {"a": 0.2 < ratio < 5, "b": ratio < 0.01, "c": 1000 < ratio < 100_000, "d": 20 < ratio < 200}
