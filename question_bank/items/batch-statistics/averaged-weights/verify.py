import numpy as np


def verify(kernels):
    """Statistics of the averaged network, measured and averaged, at the second layer's BN."""
    rng = np.random.default_rng(0)
    x, width = rng.normal(size=(2000, 16)), 24
    nets = [(rng.normal(size=(16, width)) / 4, rng.normal(size=(width, width)) / 5) for _ in range(20)]
    one, zero = np.ones(width), np.zeros(width)

    def statistics(net):
        h = np.maximum(kernels.batch_norm(x @ net[0], one, zero, 1e-5), 0)
        return np.array(kernels.batch_moments(h @ net[1]))

    mean_net = tuple(np.mean(weights, axis=0) for weights in zip(*nets, strict=True))
    own = statistics(mean_net)
    averaged = np.mean([statistics(net) for net in nets], axis=0)
    last = statistics(nets[-1])
    return {
        "a": not np.allclose(own, last, rtol=0.2),
        "b": np.allclose(own, averaged, rtol=0.2),
        "c": np.allclose(own, last, rtol=0.2),
    }
