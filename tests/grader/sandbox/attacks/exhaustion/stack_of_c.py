"""Recurse in C: a list in a list, very deep, and its repr."""

ENDS_AS = ("runtime_error", "memory_limit", "raised", "time_limit")

import sys


def f(host):
    sys.setrecursionlimit(2**31 - 1)
    nest = []
    for _ in range(10**6):
        nest = [nest]
    return repr(nest)
