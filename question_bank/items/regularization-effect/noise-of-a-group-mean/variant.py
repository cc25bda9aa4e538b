import math


def variant(rng):
    """Draw groups that are neither the batch nor its root."""
    while True:
        rows = int(rng.choice([256, 512, 1024, 2048, 4096]))
        group = int(rng.choice([8, 16, 32, 64, 128]))
        std = round(float(rng.uniform(0.8, 6)), 1)
        if group**2 == rows:
            continue
        return {
            "numbers": {"std": std, "rows": rows, "group": group},
            "key": std / math.sqrt(group),
            "tolerance": 0.01,
            "wrong": {
                "H01": std / math.sqrt(rows),
                "M67": std / group,
                "H06": std / math.sqrt(rows / group),
            },
        }
