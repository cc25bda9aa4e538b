def variant(rng):
    """Draw a growth of the norm large enough for its square to differ from it."""
    rate = float(rng.choice([0.05, 0.1, 0.15, 0.2, 0.3]))
    before = round(float(rng.uniform(0.8, 3)), 1)
    after = round(before * float(rng.uniform(1.4, 3)), 1)
    growth = after / before
    return {
        "numbers": {"before": before, "after": after, "rate": rate},
        "key": rate * growth**2,
        "tolerance": 0.01,
        "wrong": {"M60": rate * growth, "M61": rate},
    }
