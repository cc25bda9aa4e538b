def variant(rng):
    """Draw a block; the number of output channels does not matter."""
    kernel = int(rng.choice([3, 5]))
    inputs, outputs = (int(width) for width in 8 * rng.integers(2, 25, 2))
    weights = kernel**2 * inputs
    return {
        "numbers": {"kernel": kernel, "inputs": inputs, "outputs": outputs},
        "key": 100 * 2 / (weights + 2),
        "tolerance": 0.02,
        "wrong": {"M10": 100 * 4 / (weights + 4), "A02": 100 * 1 / (weights + 1)},
    }
