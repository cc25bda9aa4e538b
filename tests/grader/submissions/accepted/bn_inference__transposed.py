import numpy as np


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps):
    to_last, back = ((0, 1), (0, 1)) if x.ndim == 2 else ((0, 2, 3, 1), (0, 3, 1, 2))
    inverse = 1.0 / np.sqrt(running_var + eps)
    y = (x.transpose(to_last) - running_mean) * inverse * gamma + beta
    return y.transpose(back)
