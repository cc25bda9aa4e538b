def variant(rng):
    """Draw a momentum and a number of batches that leave between 2 and 85 per cent."""
    while True:
        momentum = float(rng.choice([0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15, 0.2]))
        steps = int(rng.integers(2, 120))
        key = 100 * (1 - momentum) ** steps
        wrong = {"R01": 100 * momentum**steps, "M28": 100 * (1 - momentum * steps), "R08": 100.0}
        if 2 < key < 85 and all(abs(value - key) > 0.02 * key for value in wrong.values()):
            numbers = {"momentum": momentum, "steps": steps}
            return {"numbers": numbers, "key": key, "tolerance": 0.005, "wrong": wrong}
