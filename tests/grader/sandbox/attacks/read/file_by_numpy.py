"""Read a file of the host through NumPy."""

import numpy as np


def f(host):
    return np.fromfile(host["file"], np.uint8).tobytes().decode()
