import numpy as np


def verify(kernels):
    """Measure the scatter of the mean that normalises, over many steps."""
    rng = np.random.default_rng(0)
    centres = rng.normal(size=50)

    def rows(count):
        return centres[rng.integers(0, 50, count)] + rng.normal(size=count)

    def scatter(draw):
        return np.std([kernels.batch_moments(draw()[:, None])[0][0] for _ in range(600)])

    usual = scatter(lambda: rows(64))
    found = {
        "a": scatter(lambda: rows(32)),
        "b": scatter(lambda: centres[rng.integers(0, 50)] + rng.normal(size=64)),
        "c": scatter(lambda: rows(64)),
        "d": scatter(lambda: rows(64)),
        "e": scatter(lambda: rows(256)),
    }
    return {option: bool(value > 1.2 * usual) for option, value in found.items()}
