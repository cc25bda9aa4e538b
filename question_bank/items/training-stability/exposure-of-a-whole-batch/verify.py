import numpy as np


def verify(kernels):
    """Double a batch and see in which mode the output stays."""
    x = np.random.default_rng(0).normal(5, 2, size=(64, 3))
    one, zero, mean, var = np.ones(3), np.zeros(3), np.full(3, 5.0), np.full(3, 4.0)
    train = np.allclose(kernels.batch_norm(2 * x, one, zero, 1e-12), kernels.batch_norm(x, one, zero, 1e-12))
    single, double = (kernels.batch_norm_inference(k * x, one, zero, mean, var, 1e-12) for k in (1, 2))
    inference = np.allclose(double, single)
    return {
        "a": not train and not inference,
        "b": train and not inference,
        "c": train and inference,
        "d": not train and inference,
    }
