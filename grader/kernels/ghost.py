"""Ghost batch norm: each small group of rows by its own statistics (Hoffer et al. 2017, arXiv:1705.08741)."""

import numpy as np

from grader.kernels.channels import Array
from grader.kernels.forward import batch_norm


def consecutive_groups(n: int, group_size: int) -> list[slice]:
    """The rows of each group: `group_size` consecutive ones, the last group as many as are left."""
    return [slice(start, min(start + group_size, n)) for start in range(0, n, group_size)]


def ghost_batch_norm(x: Array, gamma: Array, beta: Array, group_size: int, eps: float) -> Array:
    """Batch norm of each group of consecutive rows (Algorithm 1 there).

    x is (N, D), gamma and beta (D,); group_size may exceed N. A group of one row gives beta.
    """
    groups = consecutive_groups(len(x), group_size)
    return np.concatenate([batch_norm(x[rows], gamma, beta, eps) for rows in groups])
