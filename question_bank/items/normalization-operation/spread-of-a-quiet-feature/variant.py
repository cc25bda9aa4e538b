import math


def variant(rng):
    """Draw a variance of eps's order."""
    while True:
        eps = float(rng.choice([0.001, 0.002, 0.005]))
        variance = round(eps * float(rng.uniform(0.2, 4)), 4)
        gamma = round(float(rng.uniform(0.5, 3)), 1)
        std = math.sqrt(variance)
        key = gamma * std / math.sqrt(variance + eps)
        wrong = {
            "E04": gamma,
            "E01": gamma * std / (std + eps),
            "E09": gamma * std / math.sqrt(variance + eps**2),
        }
        if key > 0.2 and all(abs(value - key) > 0.03 * key for value in wrong.values()):
            numbers = {"variance": variance, "eps": eps, "gamma": gamma}
            return {"numbers": numbers, "key": key, "tolerance": 0.005, "wrong": wrong}
