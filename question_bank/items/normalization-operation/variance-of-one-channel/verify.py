import numpy as np


def verify(kernels, numbers):
    """The reference's moments of the tensor."""
    x = np.array([[numbers[f"image_{n}_channel_{c}"] for c in (0, 1)] for n in (0, 1)], dtype=float)
    return kernels.batch_moments(x[:, :, None, :])[1][1]
