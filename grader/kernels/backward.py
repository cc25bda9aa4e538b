"""The gradient through Batch Normalization (Ioffe & Szegedy 2015, section 3, equations after Algorithm 1)."""

import numpy as np

from grader.kernels.channels import Array, per_channel, reduced_axes
from grader.kernels.forward import batch_moments, normalise


def batch_norm_backward(dout: Array, x: Array, gamma: Array, eps: float) -> tuple[Array, Array, Array]:
    """(dx, dgamma, dbeta) for a loss whose gradient with respect to y is `dout`.

    x and dout are (N, C) or (N, C, H, W), gamma is (C,), eps > 0; dx has the shape of x, the others (C,).

    The paper's chain through sigma^2 and mu, with xhat put in, collects to

        dx = gamma / sigma * (dy - mean(dy) - xhat mean(dy xhat)),   sigma = sqrt(sigma_B^2 + eps),

    which takes from dy its part along 1 and along xhat: the directions that the normalisation removes.
    """
    axes = reduced_axes(x)
    mean, variance = batch_moments(x)
    xhat = normalise(x, mean, variance, eps)
    dgamma = (dout * xhat).sum(axis=axes)
    dbeta = dout.sum(axis=axes)
    along_one = per_channel(dout.mean(axis=axes), x)
    along_xhat = xhat * per_channel((dout * xhat).mean(axis=axes), x)
    dx = per_channel(gamma / np.sqrt(variance + eps), x) * (dout - along_one - along_xhat)
    return dx, dgamma, dbeta
