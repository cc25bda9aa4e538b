"""Change an argument and claim that it is as it was."""

import sys

sys.modules["zygote.arguments"].Argument.unchanged = lambda self: True


def f(x):
    x[...] = 0
    return x
