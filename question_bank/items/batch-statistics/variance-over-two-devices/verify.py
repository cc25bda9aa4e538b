import numpy as np


def verify(kernels, numbers):
    """Rows with exactly these statistics, put together and measured by the reference."""
    rng = np.random.default_rng(0)
    parts = []
    for device in (0, 1):
        rows = rng.normal(size=(numbers[f"rows_{device}"], 1))
        standard = (rows - rows.mean()) / rows.std()
        parts.append(standard * np.sqrt(numbers[f"variance_{device}"]) + numbers[f"mean_{device}"])
    return kernels.batch_moments(np.concatenate(parts))[1][0]
