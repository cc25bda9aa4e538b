import numpy as np


def verify(kernels):
    """Gradients of weights before BN with and without rows whose upstream gradient is zero."""
    rng = np.random.default_rng(0)
    x, w, dout = rng.normal(size=(16, 4)), rng.normal(size=(4, 3)), rng.normal(size=(16, 3))
    dout[8:] = 0

    def gradient(rows):
        dz, _, _ = kernels.batch_norm_backward(dout[rows], x[rows] @ w, np.ones(3), 1e-5)
        return x[rows].T @ dz

    everyone, labelled = gradient(slice(None)), gradient(slice(0, 8))
    changed = not np.allclose(everyone, labelled)
    return {"a": not changed, "b": not changed, "c": changed, "d": np.allclose(everyone, labelled / 2)}
