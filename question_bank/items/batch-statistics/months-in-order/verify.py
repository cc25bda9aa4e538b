def verify(kernels):
    """Weigh the last ten of 500 updates."""
    weight = 0.0
    for batch in range(500):
        weight = 0.9 * weight + 0.1 * (batch >= 490)
    claimed = {"a": 0.02, "b": 0.35, "c": 0.65, "d": 1.0}
    return {option: bool(abs(weight - value) < 0.005) for option, value in claimed.items()}
