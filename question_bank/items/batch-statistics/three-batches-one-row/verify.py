import numpy as np


def verify(kernels):
    """Compute the three lines under each claim."""
    one, zero = np.ones(1), np.zeros(1)
    running = (0.0, 1.0)
    lines = [((0.0, 1.0), 3.0), ((5.0, 1.0), 3.0), ((0.0, 4.0), 1.5)]

    def fits(use_mean, use_var):
        values = []
        for batch, _ in lines:
            mean, var = np.array([(running, batch)[use_mean][0]]), np.array([(running, batch)[use_var][1]])
            values.append(kernels.batch_norm_inference(np.array([[3.0]]), one, zero, mean, var, 1e-12)[0, 0])
        return np.allclose(values, [shown for _, shown in lines])

    return {"a": fits(0, 0), "b": fits(0, 1), "c": fits(1, 0), "d": fits(1, 1)}
