import numpy as np


def verify(kernels):
    """The size of the last batch, and how its means scatter compared with a full one's."""
    rng = np.random.default_rng(0)

    def scatter(rows):
        return np.std([kernels.batch_moments(rng.normal(size=(rows, 1)))[0][0] for _ in range(2000)])

    last = 10_005 % 100 or 100
    return {"c": bool(last == 5 and scatter(5) > 4 * scatter(100))}
