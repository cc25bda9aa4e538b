import numpy as np


def verify(kernels, numbers):
    """The row in a batch with these statistics through the reference, and through its inference."""
    gamma, beta = np.array([numbers["gamma"]]), np.array([numbers["beta"]])
    row = np.array([[numbers["x"]]])
    batch = np.array([numbers["batch_mean"]]), np.array([numbers["batch_variance"]])
    running = np.array([numbers["mean"]]), np.array([numbers["variance"]])
    trained = gamma * kernels.normalise(row, *batch, 1e-14) + beta
    return (trained - kernels.batch_norm_inference(row, gamma, beta, *running, 1e-14))[0, 0]
