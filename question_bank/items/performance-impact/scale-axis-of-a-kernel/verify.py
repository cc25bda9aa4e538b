import numpy as np


def verify(kernels):
    """Fold a small convolution at one position: an output is a sum over inputs and kernel."""
    rng = np.random.default_rng(0)
    channels = 5
    patch, w = rng.normal(size=(7, channels, 3, 3)), rng.normal(size=(channels, channels, 3, 3))
    gamma, var = rng.uniform(0.5, 2, channels), rng.uniform(0.5, 2, channels)
    s, zero = gamma / np.sqrt(var + 1e-5), np.zeros(channels)

    def convolve(weight):
        return np.einsum("nihw,oihw->no", patch, weight)

    right = kernels.batch_norm_inference(convolve(w), gamma, zero, zero, var, 1e-5)
    lines = {
        "a": lambda: w * s[None, :, None, None],
        "b": lambda: w * s[None, None, None, :],
        "c": lambda: w * s[:, None, None, None],
        "d": lambda: w * s.mean(),
    }
    holds = {}
    for option, line in lines.items():
        try:
            holds[option] = np.allclose(convolve(line()), right)
        except ValueError:
            holds[option] = False
    return holds
