import numpy as np

ROWS, COLUMNS, WIDTH, BATCH = 4096, 20, 32, 256


def churn_table(rng):
    """Sorted by outcome: the classes differ in how columns vary together and hardly in any one row."""
    left = np.repeat([0, 1], ROWS // 2)
    shared = rng.normal(size=(ROWS, 1))
    x = rng.normal(size=(ROWS, COLUMNS)) + 0.06 * left[:, None]
    return np.where(left[:, None] == 1, 0.8 * x + 0.6 * shared, x), left


def forward(kernels, parameters, x, norm):
    """Two layers linear → BN → ReLU, then one output; returns it with what the gradient needs."""
    kept, h = [], x
    for layer in (0, 1):
        z = h @ parameters[layer]
        y = norm(layer, z)
        kept.append((h, z, y))
        h = np.maximum(y, 0)
    return (h @ parameters[2])[:, 0], kept, h


def gradients(kernels, parameters, x, left, norm):
    """Of the mean logistic loss with respect to the three weight matrices."""
    score, kept, h = forward(kernels, parameters, x, norm)
    d = ((1 / (1 + np.exp(-score)) - left) / len(x))[:, None]
    found = [h.T @ d]
    d = d @ parameters[2].T
    for layer in (1, 0):
        before, z, y = kept[layer]
        d, _, _ = kernels.batch_norm_backward(d * (y > 0), z, np.ones(WIDTH), 1e-5)
        found.insert(0, before.T @ d)
        d = d @ parameters[layer].T
    return found


def verify(kernels):
    """Train as the prompt says, then score the training rows in its three ways."""
    rng = np.random.default_rng(1)
    x, left = churn_table(rng)
    shapes = ((COLUMNS, WIDTH), (WIDTH, WIDTH), (WIDTH, 1))
    parameters = [rng.normal(size=shape) / np.sqrt(shape[0]) for shape in shapes]
    one, zero = np.ones(WIDTH), np.zeros(WIDTH)

    def by_batch(_layer, z):
        return kernels.batch_norm(z, one, zero, 1e-5)

    velocity = [np.zeros(shape) for shape in shapes]
    for _ in range(40):
        for start in rng.permutation(np.arange(0, ROWS, BATCH)):
            rows = slice(start, start + BATCH)
            for weights, speed, slope in zip(
                parameters,
                velocity,
                gradients(kernels, parameters, x[rows], left[rows], by_batch),
                strict=True,
            ):
                speed *= 0.9
                speed -= 0.1 * slope
                weights += speed

    def accuracy(order, norm, size):
        right = [
            (forward(kernels, parameters, x[rows], norm)[0] > 0) == left[rows]
            for rows in np.split(order, len(order) // size)
        ]
        return np.mean(right)

    statistics = []

    def whole_table(layer, z):
        if len(statistics) == layer:
            statistics.append(kernels.batch_moments(z))
        return kernels.batch_norm_inference(z, one, zero, *statistics[layer], 1e-5)

    order = np.arange(ROWS)
    exported = accuracy(order, by_batch, BATCH)
    mixed = accuracy(rng.permutation(order), by_batch, BATCH)
    inference = accuracy(order, whole_table, ROWS)
    as_shown = np.allclose((exported, mixed, inference), (0.83, 0.49, 0.49), atol=0.03)
    return {"a": mixed > 0.8, "b": as_shown and exported - mixed > 0.3, "c": inference > 0.8}
