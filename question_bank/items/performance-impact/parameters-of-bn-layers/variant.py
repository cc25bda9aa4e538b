def variant(rng):
    """Draw four widths."""
    channels = [int(width) for width in 8 * rng.integers(2, 48, 4)]
    return {
        "numbers": {"channels": channels},
        "key": float(2 * sum(channels)),
        "tolerance": 1e-6,
        "wrong": {"M10": 4.0 * sum(channels), "A02": float(sum(channels))},
    }
