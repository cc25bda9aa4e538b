import numpy as np


def verify(kernels):
    """Run it in float16 with eps under and outside the root, and with a larger eps."""
    x = np.full((8, 1), 0.25, dtype=np.float16)
    mu, var, eps = x.mean(axis=0), x.var(axis=0), np.float16(1e-8)
    with np.errstate(invalid="ignore"):
        under, outside = (x - mu) / np.sqrt(var + eps), (x - mu) / (np.sqrt(var) + eps)
    larger = (x - mu) / np.sqrt(var + np.float16(1e-5))
    return {
        "a": bool(np.isinf(var).any()),
        "b": bool(eps == 0 and np.isnan(under).all() and not np.isnan(larger).any()),
        "c": not np.isnan(outside).any(),
        "d": under.dtype != np.float16,
    }
