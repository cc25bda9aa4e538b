import numpy as np


def verify(kernels, numbers):
    """The spread of what the reference returns for a batch with this variance."""
    x = np.random.default_rng(0).normal(size=(64, 1))
    x = (x - x.mean()) / x.std() * np.sqrt(numbers["variance"])
    gamma = np.array([numbers["gamma"]])
    return kernels.batch_norm(x, gamma, np.zeros(1), numbers["eps"]).std()
