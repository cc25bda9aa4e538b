"""Ask for the CPU time of a process that is not ours."""

import time


def f(host):
    return str(time.clock_gettime(~host["pid"] << 3 | 2))
