import numpy as np


def verify(kernels):
    """How the mean that normalises one row scatters over epochs, with fixed and with fresh batches."""
    rng = np.random.default_rng(0)
    table = rng.normal(size=(2048, 1))
    fixed = rng.permutation(2048).reshape(-1, 64)

    def means(fresh):
        found = []
        for _ in range(200):
            files = rng.permutation(2048).reshape(-1, 64) if fresh else rng.permutation(fixed)
            (company,) = files[(files == 0).any(axis=1)]
            found.append(kernels.batch_moments(table[company])[0][0])
        return np.std(found)

    kept, drawn = means(fresh=False), means(fresh=True)
    return {"a": bool(kept > drawn), "c": bool(abs(kept / drawn - 1) < 0.2), "d": bool(kept < 0.01 * drawn)}
