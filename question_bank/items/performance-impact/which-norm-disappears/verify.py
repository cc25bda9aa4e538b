import numpy as np


def verify(kernels):
    """A layer that merges is affine: f(2x) - f(x) = f(x) - f(0) for any x."""
    rng = np.random.default_rng(0)
    x = rng.normal(1, 2, size=(4, 8, 5, 5))
    mean, var = rng.normal(size=8), rng.uniform(1, 2, 8)

    def measured(values, groups):
        table = values.reshape(len(values) * groups, -1)
        rows = len(table)
        return kernels.batch_norm(table.T, np.ones(rows), np.zeros(rows), 1e-5).T.reshape(values.shape)

    layers = {
        "a": lambda values: measured(values, 1),
        "b": lambda values: kernels.batch_norm_inference(values, np.ones(8), np.zeros(8), mean, var, 1e-5),
        "c": lambda values: measured(values, 2),
        "d": lambda values: measured(values, 8),
    }
    return {
        option: np.allclose(layer(2 * x) - layer(x), layer(x) - layer(0 * x))
        for option, layer in layers.items()
    }
