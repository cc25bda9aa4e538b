import numpy as np

PAIRS = {"a": (0.1, 0.00025), "b": (0.2, 0.000125), "c": (0.2, 0.0005), "d": (0.2, 0.00025)}


def settled_angle(rate, decay):
    """Gradients at random right angles to w, inversely proportional to its norm, as BN makes them."""
    rng = np.random.default_rng(0)
    w = rng.normal(size=200)
    w *= (rate / (2 * decay)) ** 0.25 / np.linalg.norm(w)
    angles = []
    for step in range(3000):
        gradient = rng.normal(size=200) / np.sqrt(200)
        gradient -= w * (gradient @ w) / (w @ w)
        gradient /= np.linalg.norm(w)
        after = w - rate * (gradient + decay * w)
        if step >= 2000:
            cosine = (w @ after) / (np.linalg.norm(w) * np.linalg.norm(after))
            angles.append(np.arccos(min(1.0, cosine)))
        w = after
    return np.mean(angles)


def verify(kernels):
    """Compare the settled angle of each pair with that of the prompt; the scale of w must be divided out."""
    x, w = np.random.default_rng(1).normal(size=(2, 8, 4))
    one, zero = np.ones(8), np.zeros(8)
    assert np.allclose(*(kernels.batch_norm(x @ (k * w.T), one, zero, 1e-12) for k in (1, 3)))
    now = settled_angle(0.1, 0.0005)
    assert np.isclose(now, np.sqrt(2 * 0.1 * 0.0005), rtol=0.05)
    return {option: bool(abs(settled_angle(*pair) / now - 1) < 0.1) for option, pair in PAIRS.items()}
