import numpy as np


def verify(kernels):
    """The worked example of the prompt."""
    x = np.array([[3.0, 10.0], [1.0, 16.0]])
    vectors = (np.array(values, dtype=float) for values in ([2, 1], [0, 5], [1, 10], [3, 8]))
    y = kernels.batch_norm_inference(x, *vectors, 1.0)
    return {"example": np.allclose(y, [[2, 5], [0, 7]])}
