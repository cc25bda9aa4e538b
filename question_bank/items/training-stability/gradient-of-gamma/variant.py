import math


def variant(rng):
    """Draw rows and gradients of which every shortcut gives another number."""
    while True:
        x = [int(value) for value in rng.integers(-6, 13, 4)]
        dout = [round(float(value), 1) for value in rng.uniform(-2, 4, 4)]
        mean = sum(x) / 4
        std = math.sqrt(sum((value - mean) ** 2 for value in x) / 4)
        if std < 1.5:
            continue
        centred = sum(d * (value - mean) for d, value in zip(dout, x, strict=True))
        key = centred / std
        wrong = {
            "G03": key / 4,
            "G01": sum(d * value for d, value in zip(dout, x, strict=True)),
            "G02": centred,
            "G06": sum(dout),
        }
        if abs(key) > 0.6 and all(abs(value - key) > 0.05 * abs(key) for value in wrong.values()):
            return {"numbers": {"x": x, "dout": dout}, "key": key, "tolerance": 0.01, "wrong": wrong}
