import math


def variant(rng):
    """Draw a step that is not small beside the weights."""
    while True:
        norm = round(float(rng.uniform(1, 5)), 1)
        gradient = round(float(rng.uniform(1, 9)), 1)
        rate = float(rng.choice([0.1, 0.2, 0.3, 0.4, 0.5]))
        step = rate * gradient
        key = math.hypot(norm, step)
        if 0.3 * norm < step < norm:
            return {
                "numbers": {"norm": norm, "gradient": gradient, "rate": rate},
                "key": key,
                "tolerance": 0.005,
                "wrong": {"M62": norm - step, "M63": norm},
            }
