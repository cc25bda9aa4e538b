import numpy as np


def verify(kernels, numbers):
    """Solve for the input from two points of the reference's line, since inference is affine."""
    vectors = [np.array([numbers[name]]) for name in ("gamma", "beta", "mean", "variance")]
    at = kernels.batch_norm_inference(np.array([[0.0], [1.0]]), *vectors, 1e-12)[:, 0]
    return (numbers["output"] - at[0]) / (at[1] - at[0])
