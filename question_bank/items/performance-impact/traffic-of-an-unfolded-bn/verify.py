import numpy as np


def verify(kernels, numbers):
    """Bytes of one channel in and out, as NumPy counts them, for all channels and examples."""
    x = np.zeros((1, 1, numbers["H"], numbers["H"]), dtype=np.float16)
    vectors = (np.array([value], dtype=np.float16) for value in (1, 0, 0, 1))
    y = kernels.batch_norm_inference(x, *vectors, 1e-3)
    moved = numbers["N"] * numbers["C"] * (x.nbytes + y.astype(x.dtype).nbytes)
    return moved / (numbers["bandwidth"] * 1e9) * 1e6
