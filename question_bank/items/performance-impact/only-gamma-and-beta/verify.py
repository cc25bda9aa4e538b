import numpy as np


def verify(kernels, numbers):
    """Count what arrays of these shapes hold; the reference says what BN trains."""
    shape = (numbers["outputs"], numbers["inputs"], numbers["kernel"], numbers["kernel"])
    convolution = np.zeros(shape).size
    x = np.random.default_rng(0).normal(size=(2, numbers["outputs"], 1, 2))
    _, dgamma, dbeta = kernels.batch_norm_backward(x, x, np.ones(numbers["outputs"]), 1e-5)
    trained = dgamma.size + dbeta.size
    return 100 * trained / (convolution + trained)
