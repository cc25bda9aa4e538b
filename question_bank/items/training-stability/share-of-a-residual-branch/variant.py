import math


def variant(rng):
    """Draw a depth, an input variance and a gamma whose shortcuts give other shares."""
    while True:
        gamma = float(rng.choice([0.5, 0.8, 1, 1.5, 2]))
        start = round(float(rng.uniform(0.5, 6)), 1)
        block = int(rng.integers(4, 33))
        key = 100 * gamma**2 / (start + block * gamma**2)
        wrong = {"M64": 50.0, "M65": 100 * gamma / (math.sqrt(start) + block * gamma)}
        if key > 1 and all(abs(value - key) > 0.05 * key for value in wrong.values()):
            numbers = {"gamma": gamma, "start": start, "block": block}
            return {"numbers": numbers, "key": key, "tolerance": 0.01, "wrong": wrong}
