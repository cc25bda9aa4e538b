CLAIMED = {"a": 2.3, "b": 6.3, "c": 11.5, "d": 14.8}


def verify(kernels):
    """Only the first two lines differ by BN alone."""
    return {option: abs(claimed - 31.0 / 13.3) < 0.05 for option, claimed in CLAIMED.items()}
