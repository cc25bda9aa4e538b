import numpy as np


def angle(v, w):
    """The angle between two weight matrices, in radians."""
    return np.arccos(np.sum(v * w) / np.linalg.norm(v) / np.linalg.norm(w))


def verify(kernels):
    """One SGD step of linear → BN, with weights of two sizes."""
    rng = np.random.default_rng(0)
    x, weights, dout = rng.normal(size=(32, 6)), rng.normal(size=(6, 4)), rng.normal(size=(32, 4))
    gamma, beta, eps, rate = rng.uniform(0.5, 2, 4), rng.normal(size=4), 1e-12, 0.01

    def forward(w, scale=1.0):
        return kernels.batch_norm(x @ w, scale * gamma, beta, eps)

    def stepped(w):
        return w - rate * x.T @ kernels.batch_norm_backward(dout, x @ w, gamma, eps)[0]

    same = np.allclose(forward(0.9 * weights), forward(weights))
    return {
        "a": same,
        "b": not same,
        "c": np.linalg.norm(stepped(weights)) > np.linalg.norm(weights),
        "d": angle(stepped(0.9 * weights), 0.9 * weights) > angle(stepped(weights), weights),
        "e": np.allclose(forward(weights, 0.9), forward(weights)),
    }
