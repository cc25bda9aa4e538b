"""Recurse without end."""

ENDS_AS = ("raised",)


def f(host):
    return f(host)
