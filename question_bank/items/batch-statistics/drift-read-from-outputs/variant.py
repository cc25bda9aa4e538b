def variant(rng):
    """Draw a layer and a drift whose shortcuts give other means."""
    while True:
        mean = round(float(rng.uniform(10, 60)), 1)
        std = float(rng.choice([1.5, 2, 2.5, 3, 4, 5]))
        gamma = round(float(rng.uniform(0.5, 2.5)), 1)
        beta, output = (round(float(value), 1) for value in rng.uniform(-2, 3, 2))
        key = mean + (output - beta) * std / gamma
        wrong = {
            "A02": mean + output * std / gamma,
            "N03": mean + (output - beta) * std**2 / gamma,
            "M29": output,
        }
        if key > 2 and all(abs(value - key) > 0.02 * key for value in wrong.values()):
            numbers = {"mean": mean, "variance": std**2, "gamma": gamma, "beta": beta, "output": output}
            return {"numbers": numbers, "key": key, "tolerance": 0.005, "wrong": wrong}
