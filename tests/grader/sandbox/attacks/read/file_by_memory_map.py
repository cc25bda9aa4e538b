"""Map a file of the host into memory."""

import numpy as np


def f(host):
    return np.memmap(host["file"], np.uint8, "r").tobytes().decode()
