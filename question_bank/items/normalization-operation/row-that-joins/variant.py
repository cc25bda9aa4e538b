import math


def variant(rng):
    """Draw a row a few standard deviations off a small batch."""
    while True:
        rows = int(rng.integers(5, 25))
        mean = round(float(rng.uniform(-5, 10)), 1)
        variance = round(float(rng.uniform(1, 9)), 1)
        value = round(mean + float(rng.choice([-1, 1]) * rng.uniform(2, 6)) * math.sqrt(variance), 1)
        # From the row's distance d: it keeps n/(n+1) of d, and adds n/(n+1)^2 d^2 to the variance.
        distance = value - mean
        kept = distance * rows / (rows + 1)
        within = variance * rows / (rows + 1)
        key = kept / math.sqrt(within + distance**2 * rows / (rows + 1) ** 2)
        wrong = {"M19": distance / math.sqrt(variance), "C02": kept / math.sqrt(within)}
        if all(abs(other - key) > 0.05 * abs(key) for other in wrong.values()):
            numbers = {"rows": rows, "mean": mean, "variance": variance, "value": value}
            return {"numbers": numbers, "key": key, "tolerance": 0.01, "wrong": wrong}
