def verify(kernels):
    """The ratio of the two products."""
    ratio = (12 * 50) / (30 * 40)
    claimed = {"a": 0.40, "b": 0.32, "c": 1.25, "d": 0.50}
    return {option: abs(ratio - value) < 0.005 for option, value in claimed.items()}
