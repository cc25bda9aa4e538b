import numpy as np

CLAIMED = {"a": 0.11, "b": 1.0, "c": 3.0, "d": 9.0}


def verify(kernels):
    """Run the prompt's lines; the reference gives 1."""
    x = np.random.default_rng(0).normal(size=(256, 1))
    x = 9 * (x - x.mean()) / x.std()
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.std(axis=0) + 1e-5)
    assert np.isclose(kernels.batch_norm(x, np.ones(1), np.zeros(1), 1e-5).std(), 1)
    return {option: bool(abs(xhat.std() - claimed) < 0.005) for option, claimed in CLAIMED.items()}
