import numpy as np


def verify(kernels, numbers):
    """What the reference's output must be multiplied by to have the input's spread again."""
    x = np.random.default_rng(0).normal(size=(64, 1))
    x = 1.2 + (x - x.mean()) / x.std() * np.sqrt(numbers["variance"])
    y = kernels.batch_norm(x, np.ones(1), np.array([1.2]), numbers["eps"])
    return (x.std() / y.std()).item()
