"""Learn under which account the process runs."""

import os


def f(host):
    number = os.getuid()
    return str(number) if 0 <= number < 2**32 - 1 else None
