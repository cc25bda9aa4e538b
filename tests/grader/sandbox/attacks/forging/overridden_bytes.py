"""Return an array whose bytes are not its own."""

import numpy as np


class Liar(np.ndarray):
    def tobytes(self, *args, **kwargs):
        return b"\x00" * 10**6

    def astype(self, *args, **kwargs):
        return self


def f(x):
    return x.view(Liar)
