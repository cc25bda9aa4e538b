"""Recurse without the interpreter's limit."""

ENDS_AS = ("runtime_error", "memory_limit", "time_limit", "raised")

import sys


def f(host):
    sys.setrecursionlimit(2**31 - 1)

    class A:
        def __getattr__(self, name):
            return getattr(self, name + "a")

    return A().a
