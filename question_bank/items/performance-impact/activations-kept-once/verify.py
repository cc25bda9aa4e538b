import numpy as np


def verify(kernels):
    """An activation can be undone if it rises strictly."""
    x = np.linspace(-8, 8, 1001)
    activations = {
        "a": np.maximum(x, x / 100),
        "b": np.maximum(x, 0),
        "c": np.abs(x),
        "d": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "e": np.clip(x, 0, 6),
    }
    return {option: bool(np.all(np.diff(y) > 0)) for option, y in activations.items()}
