def variant(rng):
    """Draw a layer whose output is clear of zero and of every wrong answer."""
    while True:
        mean, x = (round(float(value), 1) for value in rng.uniform(-4, 8, 2))
        std = float(rng.choice([1.5, 2, 2.5, 3]))
        variance = std**2
        gamma = round(float(rng.uniform(0.5, 2.5)), 1)
        beta = round(float(rng.uniform(-2, 2)), 1)
        key = gamma * (x - mean) / std + beta
        wrong = {
            "N03": gamma * (x - mean) / variance + beta,
            "A08": (x - mean) / std,
            "I04": gamma * x / std + beta - gamma * mean,
        }
        if abs(key) > 0.5 and all(abs(value - key) > 0.05 * abs(key) for value in wrong.values()):
            numbers = {"x": x, "mean": mean, "variance": variance, "gamma": gamma, "beta": beta}
            return {"numbers": numbers, "key": key, "tolerance": 0.01, "wrong": wrong}
