import math


def variant(rng):
    """Draw a mean that is not small beside the standard deviation."""
    while True:
        mean = round(float(rng.uniform(0.5, 4)), 1)
        std = round(float(rng.uniform(0.5, 3)), 1)
        p = float(rng.choice([0.1, 0.2, 0.25, 0.4, 0.5]))
        running = (std**2 + mean**2) / (1 - p) - mean**2
        key = std / math.sqrt(running)
        wrong = {
            "M05": 1.0,
            "M68": math.sqrt(1 - p),
            "M37": 1 / math.sqrt(1 - p),
            "N03": std / running,
        }
        if key > 0.1 and all(abs(value - key) > 0.05 * key for value in wrong.values()):
            numbers = {"mean": mean, "std": std, "p": p}
            return {"numbers": numbers, "key": key, "tolerance": 0.01, "wrong": wrong}
