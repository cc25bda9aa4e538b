import numpy as np


def batch_norm_backward(dout, x, gamma, eps):
    dx = np.zeros_like(x)
    dgamma = np.zeros_like(gamma)
    dbeta = np.zeros_like(gamma)
    for j in range(x.shape[1]):
        centred = x[:, j] - np.mean(x[:, j])
        sigma = np.sqrt(np.mean(centred * centred) + eps)
        xhat, dy = centred / sigma, dout[:, j]
        dgamma[j] = np.dot(dy, xhat)
        dbeta[j] = dy.sum()
        dx[:, j] = gamma[j] / sigma * (dy - dy.mean() - xhat * np.mean(dy * xhat))
    return dx, dgamma, dbeta
