import numpy as np

CLAIMED = {"a": 0.50, "b": 0.71, "c": 1.00, "d": 1.41}


def verify(kernels):
    """Gather the statistics with dropout, then infer without."""
    rng = np.random.default_rng(0)
    h = rng.normal(size=(200_000, 1))
    kept = rng.random(h.shape) < 0.5
    mean, variance = kernels.batch_moments(np.where(kept, h / 0.5, 0.0))
    one = np.ones(1)
    spread = kernels.batch_norm_inference(h, one, 0 * one, mean, variance, 1e-9).std()
    return {option: abs(claimed - spread) < 0.02 for option, claimed in CLAIMED.items()}
