import numpy as np


def verify(kernels):
    """Test the four statements on the reference gradient."""
    rng = np.random.default_rng(0)
    x, dout, gamma = rng.normal(size=(12, 1)), rng.normal(size=(12, 1)), np.array([1.7])
    dout[0] = 0
    dx, _, _ = kernels.batch_norm_backward(dout, x, gamma, 1e-12)
    xhat = kernels.batch_norm(x, np.ones(1), np.zeros(1), 1e-12)
    centred = dout - dout.mean()
    return {
        "a": np.allclose(dx / centred, (dx / centred)[0]),
        "b": np.isclose(dx.sum(), 0, atol=1e-9),
        "c": np.isclose((dx * xhat).sum(), 0, atol=1e-9),
        "d": np.isclose(dx[0, 0], 0, atol=1e-9),
    }
