import numpy as np


def verify(kernels, numbers):
    """Decay weights step by step, and see how far the reference's gradient turns them before and after."""
    rng = np.random.default_rng(0)
    x, start, dout = rng.normal(size=(16, 5)), rng.normal(size=5), rng.normal(size=(16, 1))

    def turn(w):
        dz = kernels.batch_norm_backward(dout, (x @ w)[:, None], np.ones(1), 1e-14)[0]
        return np.linalg.norm(x.T @ dz[:, 0]) / np.linalg.norm(w)

    scale = 1.0
    for _ in range(numbers["steps"]):
        scale -= numbers["rate"] * numbers["decay"] * scale
    return turn(scale * start) / turn(start)
