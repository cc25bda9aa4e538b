import numpy as np


def verify(kernels):
    """Moments of the shuffled table, and of drawn batches."""
    rng = np.random.default_rng(0)
    table = rng.normal(size=(2000, 1))
    whole = [kernels.batch_moments(rng.permutation(table))[0][0] for _ in range(20)]
    drawn = [kernels.batch_moments(rng.permutation(table)[:32])[0][0] for _ in range(20)]
    still = np.std(whole) < 1e-12
    return {"a": bool(still), "b": bool(np.std(whole) > np.std(drawn)), "d": not still}
