import numpy as np


def verify(kernels):
    """What the layer makes of production, of an honest row in training, and after re-estimation."""
    rng = np.random.default_rng(0)
    one, zero, eps = np.ones(1), np.zeros(1), 1e-5
    balanced = np.concatenate([rng.normal(4, 1, 50_000), rng.normal(0, 1, 50_000)])[:, None]
    mean, var = kernels.batch_moments(balanced)
    production = np.concatenate([rng.normal(4, 1, 1000), rng.normal(0, 1, 99_000)])[:, None]
    day = kernels.batch_norm_inference(production, one, zero, mean, var, eps).mean()
    assert abs(day + 0.88) < 0.02
    honest = np.zeros((1, 1))
    before = kernels.batch_norm(np.vstack([balanced, honest]), one, zero, eps)[-1, 0]
    served = kernels.batch_norm_inference(honest, one, zero, mean, var, eps)[0, 0]
    renewed = kernels.batch_norm_inference(honest, one, zero, *kernels.batch_moments(production), eps)[0, 0]
    return {
        "b": abs(day) < 0.1,
        "c": bool(abs(served - before) < 0.01),
        "d": bool(abs(renewed - before) < abs(served - before)),
    }
