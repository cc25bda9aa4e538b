"""Print one line that is larger than memory allows to join."""

ENDS_AS = ("output_limit", "memory_limit")


def f(host):
    print("x" * (300 * 2**20))
