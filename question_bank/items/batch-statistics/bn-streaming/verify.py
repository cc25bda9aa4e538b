import numpy as np


def verify(kernels):
    """The worked example of the prompt."""
    moments = kernels.batch_moments(np.array([[1.0], [1.0], [7.0]]))
    return {"example": np.allclose(moments, ([3], [8]))}
