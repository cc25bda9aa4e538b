"""Return a list of very many items."""

ENDS_AS = ("returned none",)


def f(host):
    return [0] * 10**7
