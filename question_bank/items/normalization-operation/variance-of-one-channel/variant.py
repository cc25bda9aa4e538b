def variance(values, divisor=None):
    """Return the mean squared deviation, or the sum of squares over another divisor."""
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / (divisor or len(values))


def variant(rng):
    """Draw eight whole numbers whose wrong groupings have other variances."""
    while True:
        x = [[[int(v) for v in rng.integers(-9, 16, 2)] for _ in (0, 1)] for _ in (0, 1)]
        channel = x[0][1] + x[1][1]
        key = variance(channel)
        wrong = {
            "S04": variance(x[0][1]),
            "S02": variance([value for image in x for pixels in image for value in pixels]),
            "S05": variance([pixels[1] for image in x for pixels in image]),
            "S09": variance(channel, 3),
        }
        if key >= 2 and all(abs(value - key) > 0.05 * key for value in wrong.values()):
            numbers = {f"image_{n}_channel_{c}": x[n][c] for n in (0, 1) for c in (0, 1)}
            return {"numbers": numbers, "key": key, "tolerance": 0.005, "wrong": wrong}
