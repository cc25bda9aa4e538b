import numpy as np

LAYERS, WIDTH, ROWS = 100, 64, 128
AT = (100, 80, 60, 40, 20)
PLAIN, RESIDUAL = (1, 50, 2400, 1.2e5, 4.7e6), (1, 1.2, 1.5, 2.0, 3.3)


def verify(kernels):
    """The table of the prompt: gradient norms at initialisation, relative to those at the last layer."""
    rng = np.random.default_rng(1)
    ones, zeros = np.ones(WIDTH), np.zeros(WIDTH)
    weights = [rng.normal(size=(WIDTH, WIDTH)) * np.sqrt(2 / WIDTH) for _ in range(LAYERS)]

    def back(dout, z, w):
        return kernels.batch_norm_backward(dout, z, ones, 1e-5)[0] @ w.T

    x, tape = rng.normal(size=(ROWS, WIDTH)), []
    for w in weights:
        z = x @ w
        y = kernels.batch_norm(z, ones, zeros, 1e-5)
        tape.append((z, y > 0, w))
        x = np.maximum(y, 0)
    dout = rng.normal(size=x.shape)
    plain = {LAYERS: np.linalg.norm(dout)}
    for layer in range(LAYERS, 0, -1):
        z, active, w = tape[layer - 1]
        dout = back(dout * active, z, w)
        plain[layer - 1] = np.linalg.norm(dout)

    x, tape = rng.normal(size=(ROWS, WIDTH)), []
    for first, second in zip(weights[::2], weights[1::2], strict=True):
        z = x @ first
        y = kernels.batch_norm(z, ones, zeros, 1e-5)
        inner = np.maximum(y, 0) @ second
        tape.append((z, y > 0, first, inner, second))
        x = x + kernels.batch_norm(inner, ones, zeros, 1e-5)
    dout = rng.normal(size=x.shape)
    residual = {LAYERS: np.linalg.norm(dout)}
    for block in range(LAYERS // 2, 0, -1):
        z, active, first, inner, second = tape[block - 1]
        dout = dout + back(back(dout, inner, second) * active, z, first)
        residual[2 * block - 2] = np.linalg.norm(dout)

    def shows(norms, table):
        return bool(np.allclose([norms[at] / norms[LAYERS] for at in AT], table, rtol=0.06))

    return {"plain": shows(plain, PLAIN), "residual": shows(residual, RESIDUAL)}
