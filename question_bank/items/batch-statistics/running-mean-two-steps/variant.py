def moved(mean, batches, momentum):
    """Return the running mean after the batches, the new one weighed by momentum."""
    for batch in batches:
        mean = (1 - momentum) * mean + momentum * batch
    return mean


def variant(rng):
    """Draw until every wrong answer is clear of the key."""
    while True:
        momentum = float(rng.choice([0.05, 0.2, 0.25, 0.3, 0.4]))
        start = round(float(rng.uniform(0.5, 4)), 1)
        first, second = (round(float(mean), 1) for mean in rng.uniform(5, 20, 2))
        key = moved(start, (first, second), momentum)
        wrong = {
            "R01": moved(start, (first, second), 1 - momentum),
            "R05": second,
            "R08": start + momentum * first + momentum * second,
        }
        if all(abs(value - key) > 0.05 * key for value in wrong.values()):
            numbers = {"momentum": momentum, "start": start, "first": first, "second": second}
            return {"numbers": numbers, "key": key, "tolerance": 0.005, "wrong": wrong}
