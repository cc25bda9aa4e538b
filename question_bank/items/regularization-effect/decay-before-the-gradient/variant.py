def variant(rng):
    """Draw a length of training after which the factor is between 1.3 and 9."""
    while True:
        rate = float(rng.choice([0.05, 0.1, 0.2, 0.4, 0.5]))
        decay = float(rng.choice([0.0001, 0.0002, 0.0005, 0.001]))
        steps = int(100 * rng.integers(5, 200))
        shrunk = (1 - rate * decay) ** steps
        key = shrunk**-2
        if 1.3 < key < 9:
            return {
                "numbers": {"rate": rate, "decay": decay, "steps": steps},
                "key": key,
                "tolerance": 0.01,
                "wrong": {"M60": 1 / shrunk, "M08": 1.0, "M69": shrunk**2},
            }
