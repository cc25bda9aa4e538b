import numpy as np


def masked_batch_norm(x, mask, gamma, beta, eps):
    hidden = np.ma.masked_array(x, mask=np.repeat(~mask[:, :, None], x.shape[2], axis=2))
    if mask.sum() == 0:
        return x * 0
    mean = hidden.mean(axis=(0, 1))
    centred = hidden - mean
    var = (centred**2).mean(axis=(0, 1))
    y = centred / np.ma.sqrt(var + eps) * gamma + beta
    return y.filled(0).astype(x.dtype)
