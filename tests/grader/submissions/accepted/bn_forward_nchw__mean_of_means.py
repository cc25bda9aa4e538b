import numpy as np


def batch_norm_2d(x, gamma, beta, eps):
    def over_all(a):
        # Every image and every row of it is as large as any other, so a mean of means is the mean.
        return a.mean(axis=3).mean(axis=2).mean(axis=0)

    def lift(v):
        return v[:, np.newaxis, np.newaxis]

    d = x - lift(over_all(x))
    std = np.sqrt(over_all(d * d) + eps)
    return d / lift(std) * lift(gamma) + lift(beta)
