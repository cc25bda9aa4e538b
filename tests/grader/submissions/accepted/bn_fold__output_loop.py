import math

import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, running_mean, running_var, eps):
    w = weight.copy()
    b = beta.copy()
    for o in range(weight.shape[0]):
        k = gamma[o] / math.sqrt(running_var[o] + eps)
        w[o] = k * weight[o]
        b[o] = beta[o] - k * running_mean[o]
        if bias is not None:
            b[o] += k * bias[o]
    return w, b
