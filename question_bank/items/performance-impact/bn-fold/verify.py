import numpy as np


def verify(kernels):
    """The worked example: both ways give the same for inputs that span the plane."""
    inputs = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    vectors = (np.array([value]) for value in (3.0, 1.0, 2.5, 3.0))
    together = kernels.batch_norm_inference(inputs @ [[1.0], [-2.0]] + 0.5, *vectors, 1.0)
    return {"example": np.allclose(together, inputs @ [[1.5], [-3.0]] - 2)}
