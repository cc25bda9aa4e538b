import numpy as np


def verify(kernels):
    """Each pair against the reference's inference, one feature with a small variance."""
    rng = np.random.default_rng(0)
    x, g, beta, rm = (
        rng.normal(size=(8, 3)),
        np.array([2.0, 0.5, -1.0]),
        rng.normal(size=3),
        rng.normal(size=3),
    )
    rv, eps = np.array([1.0, 0.001, 4.0]), 1e-3
    right = kernels.batch_norm_inference(x, g, beta, rm, rv, eps)
    a, outside = g / np.sqrt(rv + eps), g / (np.sqrt(rv) + eps)
    pairs = {
        "a": (a, beta - rm * g),
        "b": (a, beta + rm * a),
        "c": (outside, beta - rm * outside),
        "d": (a, beta - rm * a),
    }
    return {option: np.allclose(scale * x + shift, right) for option, (scale, shift) in pairs.items()}
