"""Leave a file behind through NumPy."""

import numpy as np


def f(host):
    np.save(host["folder"] + "/left-behind.npy", np.ones(3))
    return "written"
