import numpy as np


def verify(kernels):
    """How much 200 blocks amplify the variance at initialisation; decay and learning rate act later."""
    rng = np.random.default_rng(0)
    width = 32

    def amplification(branch):
        h = rng.normal(size=(128, width))
        start = h.var()
        for _ in range(200):
            h = h + branch(np.maximum(h, 0) @ (rng.normal(size=(width, width)) * np.sqrt(2 / width)))
        return h.var() / start

    with_bn = amplification(lambda z: kernels.batch_norm(z, np.ones(width), np.zeros(width), 1e-5))
    without = amplification(lambda z: z)
    skip_init = amplification(lambda z: 0 * z)
    assert with_bn < 1000  # about 1 for each block
    found = {"a": without, "b": skip_init, "c": without, "d": without}
    return {option: bool(growth < 1000) for option, growth in found.items()}
