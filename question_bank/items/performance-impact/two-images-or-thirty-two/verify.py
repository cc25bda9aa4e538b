BN = [23.6, 23.7, 24.8, 27.3, 34.7]
GROUP = [24.1, 24.2, 24.0, 24.2, 24.1]


def verify(kernels):
    """Read the table."""
    return {
        "a": all(group < bn for group, bn in zip(GROUP, BN, strict=True)),
        "c": 0 < GROUP[0] - BN[0] < 1 and BN[-1] - GROUP[-1] > 10,
        "d": max(GROUP) - min(GROUP) > 1,
    }
