def variant(rng):
    """Draw a common feature map and less than a millisecond."""
    while True:
        count = int(rng.choice([1, 2, 4, 8, 16, 32]))
        channels = int(rng.choice([32, 64, 96, 128, 256, 512]))
        height = int(rng.choice([14, 28, 56, 112]))
        bandwidth = int(rng.choice([50, 100, 200, 300, 400, 600, 900]))
        values = count * channels * height**2
        key = values * 2 * 2 / (bandwidth * 1e3)
        if 6 < key < 1000:
            return {
                "numbers": {"N": count, "C": channels, "H": height, "bandwidth": bandwidth},
                "key": key,
                "tolerance": 0.01,
                "wrong": {"M66": key / 2, "P03": 2 * key},
            }
