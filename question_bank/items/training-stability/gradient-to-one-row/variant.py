import math


def variant(rng):
    """Draw rows with a whole mean and a short eps, and gradients clear of every shortcut."""
    while True:
        x = [int(value) for value in rng.integers(-6, 13, 4)]
        dout = [int(value) for value in rng.integers(-5, 10, 4)]
        gamma = float(rng.choice([1, 1.5, 2, 2.5, 3]))
        mean = sum(x) / 4
        variance = sum((value - mean) ** 2 for value in x) / 4
        root = math.floor(math.sqrt(variance)) + 1
        eps = root**2 - variance
        if mean % 1 or not 2 <= variance <= 60 or eps < 0.25:
            continue
        xhat = [(value - mean) / root for value in x]
        mean_dout = sum(dout) / 4
        along = xhat[0] * sum(d * h for d, h in zip(dout, xhat, strict=True)) / 4
        scale = gamma / root
        key = scale * (dout[0] - mean_dout - along)
        wrong = {
            "B01": scale * dout[0],
            "B03": scale * (dout[0] - mean_dout),
            "B04": scale * (dout[0] - along),
        }
        if abs(key) > 0.3 and all(abs(value - key) > 0.08 * abs(key) for value in wrong.values()):
            numbers = {"x": x, "gamma": gamma, "eps": eps, "root": root, "dout": dout}
            return {"numbers": numbers, "key": key, "tolerance": 0.02, "wrong": wrong}
