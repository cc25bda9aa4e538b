import numpy as np

CLAIMED = {"a": (12, 4), "b": (13, 4), "c": (13, 7), "d": (13, 9)}


def verify(kernels):
    """Rows with exactly those moments, measured together."""
    stores = [centre + 2 * np.repeat([-1.0, 1.0], rows // 2) for centre, rows in ((10, 100), (14, 300))]
    mean, var = kernels.batch_moments(np.concatenate(stores)[:, None])
    return {option: np.allclose((mean[0], var[0]), claimed) for option, claimed in CLAIMED.items()}
