import numpy as np


def verify(kernels):
    """A row's output in two random batches, in either mode."""
    rng = np.random.default_rng(0)
    one, zero, mean, var = np.ones(3), np.zeros(3), np.zeros(3), np.ones(3)
    row = rng.normal(size=(1, 3))
    batches = [np.vstack([row, rng.normal(size=(31, 3))]) for _ in range(2)]
    train = [kernels.batch_norm(batch, one, zero, 1e-5)[0] for batch in batches]
    fixed = [kernels.batch_norm_inference(batch, one, zero, mean, var, 1e-5)[0] for batch in batches]
    quiet = np.array_equal(*fixed)
    return {"a": not quiet, "c": quiet and not np.allclose(*train), "d": not quiet}
