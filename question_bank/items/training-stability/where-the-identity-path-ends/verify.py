import numpy as np


def verify(kernels):
    """With a branch that returns zero, an identity path gives the block's input back."""
    x = np.random.default_rng(0).normal(2, 3, size=(16, 4))

    def bn(values):
        return kernels.batch_norm(values, np.ones(4), np.zeros(4), 1e-5)

    def f(values):
        return np.zeros_like(values)

    blocks = {"a": bn(x) + f(x), "b": bn(x + f(x)), "c": x + f(bn(x)), "d": f(x + bn(x))}
    return {option: np.allclose(out, x) for option, out in blocks.items()}
