import numpy as np


def verify(kernels, numbers):
    """The reference with an eps small enough not to matter."""
    vectors = (np.array([numbers[name]]) for name in ("gamma", "beta", "mean", "variance"))
    return kernels.batch_norm_inference(np.array([[numbers["x"]]]), *vectors, 1e-12)[0, 0]
