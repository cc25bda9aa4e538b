"""Stay inside one call of NumPy."""

ENDS_AS = ("time_limit",)

import numpy as np


def f(host):
    a = np.ones((3000, 3000), np.float32)
    while True:
        a @ a
