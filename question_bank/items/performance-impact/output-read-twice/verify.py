import numpy as np


def verify(kernels):
    """Fold into a linear layer (a 1 × 1 convolution) and compare: the key is the block that changes."""
    rng = np.random.default_rng(0)
    n = 4
    x, w, b = rng.normal(size=(16, n)), rng.normal(size=(n, n)), rng.normal(size=n)
    gamma, beta, mean, var = (
        rng.uniform(0.5, 2, n),
        rng.normal(size=n),
        rng.normal(size=n),
        rng.uniform(1, 2, n),
    )
    s = gamma / np.sqrt(var + 1e-5)

    def relu(values):
        return np.maximum(values, 0)

    def bn(values):
        return kernels.batch_norm_inference(values, gamma, beta, mean, var, 1e-5)

    def plain(values):
        return values @ w + b

    def folded(values):
        return values @ (w * s) + beta + (b - mean) * s

    blocks = {
        "a": (x + relu(bn(plain(x))), x + relu(folded(x))),
        "b": (relu(bn(plain(x))), relu(folded(x))),
        "c": (bn(plain(relu(x))), folded(relu(x))),
        "d": (plain(x) + relu(bn(plain(x))), folded(x) + relu(folded(x))),
    }
    return {option: not np.allclose(before, after) for option, (before, after) in blocks.items()}
