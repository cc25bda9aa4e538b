def variant(rng):
    """Draw two pairs of statistics between which the output differs clearly."""
    while True:
        x, mean = (round(float(value), 1) for value in rng.uniform(-4, 8, 2))
        batch_mean = round(mean + float(rng.uniform(-1.5, 1.5)), 1)
        std, batch_std = (float(value) for value in rng.choice([1.2, 1.5, 2, 2.5, 3], 2, replace=False))
        gamma = round(float(rng.uniform(0.5, 2.5)), 1)
        beta = round(float(rng.uniform(-2, 2)), 1)
        trained, inferred = (x - batch_mean) / batch_std, (x - mean) / std
        key = gamma * (trained - inferred)
        wrong = {
            "I02": gamma * ((x - batch_mean) / std - inferred),
            "A01": trained - inferred,
            "N01": gamma * (trained / batch_std - inferred / std),
        }
        if abs(key) > 0.3 and all(abs(value - key) > 0.08 * abs(key) for value in wrong.values()):
            numbers = {"gamma": gamma, "beta": beta, "x": x, "mean": mean, "batch_mean": batch_mean}
            numbers |= {"variance": round(std**2, 2), "batch_variance": round(batch_std**2, 2)}
            return {"numbers": numbers, "key": key, "tolerance": 0.02, "wrong": wrong}
