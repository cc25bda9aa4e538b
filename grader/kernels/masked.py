"""Batch norm over padded sequences: statistics over what is there, zeros where nothing is."""

import numpy as np

from grader.kernels.channels import Array
from grader.kernels.forward import batch_norm


def masked_batch_norm(x: Array, mask: Array, gamma: Array, beta: Array, eps: float) -> Array:
    """Batch norm of the elements that `mask` marks, as if they were the batch; 0 elsewhere.

    x is (N, T, D), mask (N, T) of bool, gamma and beta (D,). Padding may hold anything finite. One marked
    element gives beta; none at all gives zeros.
    """
    y = np.zeros_like(x)
    if mask.any():
        y[mask] = batch_norm(x[mask], gamma, beta, eps)
    return y
