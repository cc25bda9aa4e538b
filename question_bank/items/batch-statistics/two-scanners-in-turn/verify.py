import numpy as np

CLAIMED = {"a": (0, 0), "b": (-1, 1), "c": (-5, 5), "d": (0, 10)}


def verify(kernels):
    """Average the statistics of alternating batches and infer on both."""
    rng = np.random.default_rng(0)
    one, zero = np.ones(1), np.zeros(1)
    sites = [[rng.normal(centre, 1, size=(256, 1)) for _ in range(200)] for centre in (0, 10)]
    moments = [kernels.batch_moments(batch) for pair in zip(*sites, strict=True) for batch in pair]
    mean = np.mean([moment[0] for moment in moments], axis=0)
    var = np.mean([moment[1] * 256 / 255 for moment in moments], axis=0)
    found = [
        kernels.batch_norm_inference(np.concatenate(site), one, zero, mean, var, 1e-5).mean()
        for site in sites
    ]
    return {option: np.allclose(found, claimed, atol=0.1) for option, claimed in CLAIMED.items()}
