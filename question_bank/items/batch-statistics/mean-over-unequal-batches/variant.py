def variant(rng):
    """Draw two full batches and a short one whose mean is another."""
    while True:
        rows = int(rng.choice([32, 64, 128, 256]))
        rest = int(rng.integers(3, rows // 3))
        means = [round(float(mean), 1) for mean in rng.uniform(1, 20, 3)]
        key = (rows * means[0] + rows * means[1] + rest * means[2]) / (2 * rows + rest)
        wrong = {"C01": sum(means) / 3, "C08": means[2]}
        if all(abs(value - key) > 0.03 * key for value in wrong.values()):
            numbers = {"rows": rows, "rest": rest} | {f"mean_{i + 1}": m for i, m in enumerate(means)}
            return {"numbers": numbers, "key": key, "tolerance": 0.005, "wrong": wrong}
