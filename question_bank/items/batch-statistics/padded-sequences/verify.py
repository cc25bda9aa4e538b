import numpy as np

CLAIMED = {"a": 0.0, "b": 1.66, "c": 1.90, "d": 3.0}


def verify(kernels):
    """Real events with mean 4 and variance 1, and three times as many zeros; the event of value 4 apart."""
    real = 4 + np.repeat([-1.0, 1.0], 50_000)
    x = np.concatenate([real, np.zeros(300_000)])[:, None]
    mean, var = kernels.batch_moments(x)
    y = kernels.normalise(np.array([[4.0]]), mean, var, 1e-12)[0]
    return {option: bool(abs(float(np.ravel(y)[0]) - claimed) < 0.005) for option, claimed in CLAIMED.items()}
