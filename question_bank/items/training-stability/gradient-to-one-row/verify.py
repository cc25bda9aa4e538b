import numpy as np


def verify(kernels, numbers):
    """The reference's gradient, checked against a central difference of its forward pass."""
    x = np.array(numbers["x"], dtype=float)[:, None]
    dout = np.array(numbers["dout"], dtype=float)[:, None]
    gamma, eps, h = np.array([numbers["gamma"]]), numbers["eps"], 1e-5
    dx = kernels.batch_norm_backward(dout, x, gamma, eps)[0][0, 0]
    nudge = np.array([[h], [0.0], [0.0], [0.0]])
    up, down = (kernels.batch_norm(x + side * nudge, gamma, 0 * gamma, eps) for side in (1, -1))
    assert abs((dout * (up - down)).sum() / (2 * h) - dx) < 1e-6
    return dx
