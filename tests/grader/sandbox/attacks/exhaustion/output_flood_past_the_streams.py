"""Write to standard output without end."""

ENDS_AS = ("output_limit",)

import os


def f(host):
    while True:
        os.write(1, b"x" * 65536)
