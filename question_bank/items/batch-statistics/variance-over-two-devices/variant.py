import math


def variant(rng):
    """Draw unequal counts, means and variances, with wrong answers clear of the key."""
    while True:
        rows = [int(count) for count in rng.choice([8, 16, 24, 32, 48, 64], 2, replace=False)]
        means = [round(float(mean), 1) for mean in rng.uniform(-3, 5, 2)]
        variances = [round(float(variance), 1) for variance in rng.uniform(1, 6, 2)]
        total = sum(rows)
        mean = sum(n * m for n, m in zip(rows, means, strict=True)) / total
        within = sum(n * v for n, v in zip(rows, variances, strict=True)) / total
        between = sum(n * (m - mean) ** 2 for n, m in zip(rows, means, strict=True)) / total
        key = within + between
        wrong = {
            "C02": within,
            "C01": sum(variances) / 2,
            "C04": (sum(math.sqrt(v) for v in variances) / 2) ** 2,
        }
        if all(abs(value - key) > 0.08 * key for value in wrong.values()):
            numbers = {
                f"{name}_{device}": values[device]
                for name, values in (("rows", rows), ("mean", means), ("variance", variances))
                for device in (0, 1)
            }
            return {"numbers": numbers, "key": key, "tolerance": 0.005, "wrong": wrong}
