import math


def variant(rng):
    """Draw a small feature map, so that the correction shows, and wrong answers clear of the key."""
    while True:
        count, height, width = (int(size) for size in rng.integers((2, 1, 1), (5, 4, 4)))
        n = count * height * width
        momentum = float(rng.choice([0.2, 0.25, 0.3, 0.4]))
        old = round(float(rng.uniform(0.5, 3)), 1)
        variance = round(float(rng.uniform(4, 15)), 1)

        def running(batch, weight=momentum, old=old):
            return (1 - weight) * old + weight * batch

        unbiased = variance * n / (n - 1)
        key = running(unbiased)
        wrong = {
            "R02": running(variance),
            "R10": running(variance * count / (count - 1)),
            "R01": running(unbiased, 1 - momentum),
            "R03": running(math.sqrt(unbiased)),
        }
        if height * width > 1 and all(abs(value - key) > 0.03 * key for value in wrong.values()):
            numbers = {
                "momentum": momentum,
                "N": count,
                "H": height,
                "W": width,
                "old": old,
                "variance": variance,
            }
            return {"numbers": numbers, "key": key, "tolerance": 0.005, "wrong": wrong}
