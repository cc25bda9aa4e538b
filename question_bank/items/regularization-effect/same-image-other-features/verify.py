import numpy as np


def verify(kernels):
    """The same row in two batches, and in the same batch again, by the reference."""
    rng = np.random.default_rng(0)
    row, gamma, beta = rng.normal(size=(1, 4)), np.ones(4), np.zeros(4)
    first, second = (np.vstack([row, rng.normal(size=(15, 4))]) for _ in range(2))

    def features(batch):
        return kernels.batch_norm(batch, gamma, beta, 1e-5)[0]

    by_companions = not np.allclose(features(first), features(second))
    by_chance = not np.array_equal(features(first), features(first))
    dropped = bool(np.any(features(first) == 0))
    return {"a": by_chance, "b": by_companions, "d": dropped}
