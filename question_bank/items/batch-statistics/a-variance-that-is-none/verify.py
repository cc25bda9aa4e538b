import numpy as np


def verify(kernels):
    """Converge with the prompt's line, then infer with the reference."""
    x = 9 * np.repeat([-1.0, 1.0], 32)[:, None]
    buffer = np.ones(1)
    for _ in range(500):
        buffer = 0.9 * buffer + 0.1 * x.std(axis=0)
    spread = kernels.batch_norm_inference(x, np.ones(1), np.zeros(1), np.zeros(1), buffer, 1e-5).std()
    claimed = {"a": 0.11, "b": 1.0, "c": 3.0, "d": 5.2}
    return {option: bool(abs(spread - value) < 0.005) for option, value in claimed.items()}
