import numpy as np


def verify(kernels, numbers):
    """Branches that are exactly uncorrelated, normalised by the reference and added up."""
    rng = np.random.default_rng(0)
    columns = rng.normal(size=(128, numbers["block"] + 1))
    columns = np.linalg.qr(columns - columns.mean(axis=0))[0]
    stream = columns[:, :1] / columns[:, 0].std() * np.sqrt(numbers["start"])
    gamma = np.array([numbers["gamma"]])
    for column in columns.T[1:]:
        branch = kernels.batch_norm(column[:, None], gamma, np.zeros(1), 1e-14)
        stream = stream + branch
    return 100 * kernels.batch_moments(branch)[1][0] / kernels.batch_moments(stream)[1][0]
