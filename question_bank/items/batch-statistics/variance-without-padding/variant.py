def variance(values, divisor=None):
    """Return the mean squared deviation, or the sum of squares over another divisor."""
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / (divisor or len(values))


def variant(rng):
    """Draw sequences whose mean is not near zero, so that padding shows."""
    while True:
        first, second = ([int(v) for v in rng.integers(1, 20, size)] for size in (3, 2))
        values = first + second
        key = variance(values)
        wrong = {"K02": variance([*values, 0, 0, 0]), "K04": variance(values, 8), "K06": variance(first)}
        if key >= 2 and all(abs(other - key) > 0.05 * key for other in wrong.values()):
            numbers = {"first": first, "second": second}
            return {"numbers": numbers, "key": key, "tolerance": 0.005, "wrong": wrong}
