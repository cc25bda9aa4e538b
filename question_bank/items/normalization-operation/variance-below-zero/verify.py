import numpy as np


def verify(kernels):
    """Look for negative variances over a thousand float32 batches."""
    rng = np.random.default_rng(0)
    lowest, largest, constant = np.inf, 0.0, False
    for _ in range(200):
        x = rng.normal(50_000, 0.5, size=(64, 1)).astype(np.float32)
        var = (x * x).mean(axis=0) - x.mean(axis=0) ** 2
        lowest, largest = min(lowest, float(var[0])), max(largest, float((x * x).max()))
        constant = constant or float(kernels.batch_moments(x.astype(float))[1][0]) < 0.01
    return {"b": constant, "c": lowest < -1e-5, "d": bool(np.isinf(largest))}
