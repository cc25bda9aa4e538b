import numpy as np


def verify(kernels, numbers):
    """The reference's gradient."""
    x, dout = (np.array(numbers[name], dtype=float)[:, None] for name in ("x", "dout"))
    return kernels.batch_norm_backward(dout, x, np.ones(1), 1e-12)[1][0]
