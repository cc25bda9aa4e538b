"""Return a list of very many items."""

ENDS_AS = ("output_limit", "returned none")


def f(host):
    return [0] * 10**7
