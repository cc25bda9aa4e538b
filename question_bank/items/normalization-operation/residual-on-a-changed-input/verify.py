import numpy as np


def verify(kernels):
    """Run the prompt's code and compare `out` with what each option says."""
    h = np.random.default_rng(0).normal(3, 2, size=(16, 2))
    gamma, beta, eps = np.array([1.5, 0.5]), np.array([1.0, -1.0]), 1e-5
    before, branch = h.copy(), kernels.batch_norm(h, gamma, beta, eps)

    def batch_norm(x, gamma, beta, eps):
        mu = x.mean(axis=0)
        var = x.var(axis=0)
        x -= mu
        return gamma * x / np.sqrt(var + eps) + beta

    found = batch_norm(h, gamma, beta, eps)
    assert np.allclose(found, branch)
    out = h + found
    return {
        "a": np.allclose(out, before + branch),
        "b": np.allclose(out, before + branch - beta),
        "c": np.allclose(out, before - before.mean(axis=0) + branch),
        "d": np.allclose(out, branch + branch),
    }
