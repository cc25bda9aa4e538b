def verify(kernels):
    """A difference counts as shown when it is more than two standard errors of the difference."""

    def shown(first, second):
        error = ((first[1] ** 2 + second[1] ** 2) / 5) ** 0.5
        return abs(first[0] - second[0]) > 2 * error

    faster, better = shown((31, 2), (14, 1)), shown((93.0, 0.4), (93.1, 0.4))
    return {
        "a": faster and not better,
        "b": faster and better,
        "c": better and not faster,
        "d": not faster and not better,
    }
