"""Compute an integer with more digits than there is memory."""

ENDS_AS = ("time_limit", "memory_limit")


def f(host):
    return 9**9**9
