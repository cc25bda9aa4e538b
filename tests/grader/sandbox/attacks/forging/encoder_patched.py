"""Patch the encoder so that it sends rubbish."""

import sys

sys.modules["zygote.returned"].Answer.value = lambda self, value, depth=0: self.add(b"\xff" * 50)


def f(x):
    return x
