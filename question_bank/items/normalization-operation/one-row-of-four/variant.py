import math


def variant(rng):
    """Draw four rows and an eps of the variance's order, with wrong answers clear of the key."""
    while True:
        values = [int(value) for value in rng.integers(-6, 13, 4)]
        eps = float(rng.choice([0.5, 1, 1.5, 2, 3]))
        gamma = round(float(rng.uniform(0.5, 3)), 1)
        beta = round(float(rng.uniform(-2, 2)), 1)
        deviation = values[0] - sum(values) / 4
        squares = sum((value - sum(values) / 4) ** 2 for value in values)
        variance = squares / 4
        if not 2 <= variance <= 20:
            continue
        root = math.sqrt(variance + eps)
        key = gamma * deviation / root + beta
        wrong = {
            "S09": gamma * deviation / math.sqrt(squares / 3 + eps) + beta,
            "E01": gamma * deviation / (math.sqrt(variance) + eps) + beta,
            "E04": gamma * deviation / math.sqrt(variance) + beta,
            "A05": gamma * (deviation / root + beta),
        }
        if abs(key) > 0.6 and all(abs(value - key) > 0.04 * abs(key) for value in wrong.values()):
            numbers = {"values": values, "gamma": gamma, "beta": beta, "eps": eps}
            return {"numbers": numbers, "key": key, "tolerance": 0.01, "wrong": wrong}
