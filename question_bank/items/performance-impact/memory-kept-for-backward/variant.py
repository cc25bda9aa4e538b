def variant(rng):
    """Draw common sizes of feature maps, and less than 1000 MiB in all."""
    while True:
        layers = int(rng.integers(2, 9))
        count = int(rng.choice([8, 16, 32, 48, 64]))
        channels = int(rng.choice([64, 128, 256]))
        height, width = (int(size) for size in rng.choice([14, 28, 56], 2))
        values = layers * count * channels * height * width
        key = values * 4 / 2**20
        if 1 < key < 1000:  # from 1,000 a comma between digits could pass for a decimal sign
            return {
                "numbers": {"layers": layers, "N": count, "C": channels, "H": height, "W": width},
                "key": key,
                "tolerance": 0.01,
                "wrong": {"M21": layers * 2 * channels * 4 / 2**20, "P04": values * 2 / 2**20},
            }
