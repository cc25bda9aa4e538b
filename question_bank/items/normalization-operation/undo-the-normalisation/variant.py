import math


def variant(rng):
    """Draw a variance so small that eps shows."""
    while True:
        eps = float(rng.choice([0.001, 0.002, 0.003]))
        variance = round(float(rng.uniform(0.002, 0.02)), 4)
        key = math.sqrt(variance + eps)
        wrong = {"E04": math.sqrt(variance), "E01": math.sqrt(variance) + eps, "N01": variance + eps}
        if all(abs(value - key) > 0.012 * key for value in wrong.values()):
            numbers = {"variance": variance, "eps": eps}
            return {"numbers": numbers, "key": key, "tolerance": 0.003, "wrong": wrong}
