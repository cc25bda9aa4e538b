import numpy as np


def verify(kernels, numbers):
    """Where the weights see only zeros, both give their bias: the reference applied to the convolution's."""
    vectors = (np.array([numbers[name]]) for name in ("gamma", "beta", "mean", "variance"))
    return kernels.batch_norm_inference(np.array([[numbers["bias"]]]), *vectors, 1e-14)[0, 0]
