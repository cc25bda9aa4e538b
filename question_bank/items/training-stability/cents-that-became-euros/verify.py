import numpy as np


def verify(kernels):
    """Update on cents, then on euros, then infer on cents."""
    mean, var = np.zeros(1), np.ones(1)
    for centre, spread in ((5000.0, 2000.0), (50.0, 20.0)):
        batch_mean, batch_var = kernels.batch_moments(centre + spread * np.repeat([-1.0, 1.0], 64)[:, None])
        for _ in range(10_000):
            mean, var = 0.9 * mean + 0.1 * batch_mean, 0.9 * var + 0.1 * batch_var * 128 / 127
    y = kernels.batch_norm_inference(np.array([[5000.0]]), np.ones(1), np.zeros(1), mean, var, 1e-5)[0, 0]
    claimed = {"a": 0.0, "b": 1.8, "c": 100.0, "d": 248.0}
    return {option: bool(abs(y - value) < 2) for option, value in claimed.items()}
