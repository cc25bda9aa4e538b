import numpy as np


def batch_norm(x, gamma, beta, eps):
    # The first row is a guess at the mean: squares of what is left do not cancel.
    guess = x[:1].astype(np.float64)
    s = q = 0.0
    for row in x:
        d = row - guess[0]
        s = s + d
        q = q + d * d
    n = x.shape[0]
    shift = s / n
    var = q / n - shift * shift
    y = (x - (guess + shift)) / np.sqrt(var + eps) * gamma + beta
    return y.astype(x.dtype)
