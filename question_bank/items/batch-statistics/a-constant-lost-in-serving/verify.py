import numpy as np


def verify(kernels):
    """The reference's inference with and without eps."""
    one, zero, var = np.ones(1), np.zeros(1), np.array([0.001])
    model, sql = (
        kernels.batch_norm_inference(np.array([[0.5]]), one, zero, zero, var, eps)[0, 0]
        for eps in (0.001, 0.0)
    )
    claimed = {"a": 1.0, "b": 1.03, "c": 1.41, "d": 2.0}
    return {option: bool(abs(sql / model - value) < 0.005) for option, value in claimed.items()}
