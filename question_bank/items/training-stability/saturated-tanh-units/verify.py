import numpy as np

SHOWN = {1: (0.000, 0.005), 3: (0.31, 0.005), 10: (0.79, 0.005)}


def verify(kernels):
    """Replay the table and see whether any value lies beyond a limit."""
    rng = np.random.default_rng(0)
    found, largest, same = [], 0.0, True
    for scale in SHOWN:
        shares = []
        for with_bn in (False, True):
            h = rng.normal(size=(256, 64))
            for _ in range(6):
                w = scale * rng.normal(size=(64, 64)) / 8
                z = h @ w
                if with_bn:
                    y = kernels.batch_norm(z, np.ones(64), np.zeros(64), 1e-5)
                    unscaled = kernels.batch_norm(z / scale, np.ones(64), np.zeros(64), 1e-5)
                    same = same and np.allclose(y, unscaled, atol=1e-3)
                    z, largest = y, max(largest, float(np.abs(y).max()))
                h = np.tanh(z)
            shares.append(float(np.mean(np.abs(h) > 0.99)))
        found.append(shares)
    as_shown = np.allclose(found, list(SHOWN.values()), atol=0.02)
    return {"a": bool(np.tanh(largest) < 0.99), "b": as_shown and same}
