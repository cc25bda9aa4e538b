import numpy as np


def verify(kernels):
    """The ratio of eigenvalues before and after the reference."""
    rng = np.random.default_rng(0)
    x = np.linalg.qr(rng.normal(size=(400, 3)) + np.array([10.0, 0.0, 0.0]))[0][:, 1:] * 20
    x = (x - x.mean(axis=0)) / x.std(axis=0) * np.array([1.0, 1000.0])

    def ratio(columns):
        values = np.linalg.eigvalsh(columns.T @ columns / len(columns))
        return values[-1] / values[0]

    before, after = ratio(x), ratio(kernels.batch_norm(x, np.ones(2), np.zeros(2), 1e-5))
    claimed = {"a": (1e6, 1), "b": (1e3, 1), "c": (1e6, 1e3), "d": (1e6, 1e6)}
    return {option: np.allclose((before, after), pair, rtol=0.3) for option, pair in claimed.items()}
