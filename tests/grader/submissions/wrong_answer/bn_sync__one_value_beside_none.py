import numpy as np


def merge(a, b):
    (n, m, s), (k, p, t) = a, b
    total = n + k
    if total <= 1:
        return a
    d = p - m
    return total, m + d * (k / total), s + t + d * d * (n * k / total)


def tree(parts):
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return merge(tree(parts[:half]), tree(parts[half:]))


def combine_statistics(counts, means, variances):
    parts = [(int(n), m.astype(float), v.astype(float) * n) for n, m, v in zip(counts, means, variances)]
    n, mean, squares = tree(parts)
    return mean, squares / n
