"""Folding a batch norm into the layer before it (Jacob et al. 2018, arXiv:1712.05877, section 3.2)."""

import numpy as np

from grader.kernels.channels import Array


def fold_batch_norm(
    weight: Array,
    bias: Array | None,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    eps: float,
) -> tuple[Array, Array]:
    """(weight, bias) of the one layer that does what the layer and the batch norm after it do at inference.

    weight is (O, I) or (O, I, kh, kw), the others (O,); bias may be None, which means zeros. With
    sigma = sqrt(running_var + eps), gamma ((w x + b) - mean) / sigma + beta is linear in x:

        w' = w gamma / sigma,   b' = (b - mean) gamma / sigma + beta.
    """
    scale = gamma / np.sqrt(running_var + eps)
    old_bias = np.zeros_like(running_mean) if bias is None else bias
    per_output = scale.reshape(-1, *(1,) * (weight.ndim - 1))
    return weight * per_output, (old_bias - running_mean) * scale + beta
