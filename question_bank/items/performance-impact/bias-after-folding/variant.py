def variant(rng):
    """Draw a channel whose folded bias is clear of every slip."""
    while True:
        bias, beta = (round(float(value), 1) for value in rng.uniform(-2, 3, 2))
        mean = round(float(rng.uniform(-4, 6)), 1)
        std = float(rng.choice([0.5, 1.5, 2, 2.5, 4]))
        gamma = round(float(rng.uniform(0.5, 3)), 1)
        scale = gamma / std
        key = (bias - mean) * scale + beta
        wrong = {
            "F01": beta - mean * scale,
            "F02": bias - mean * scale + beta,
            "F04": (bias + mean) * scale + beta,
            "F05": bias * scale - mean + beta,
        }
        if abs(key) > 0.6 and all(abs(value - key) > 0.05 * abs(key) for value in wrong.values()):
            numbers = {"bias": bias, "mean": mean, "variance": std**2, "gamma": gamma, "beta": beta}
            return {"numbers": numbers, "key": key, "tolerance": 0.01, "wrong": wrong}
