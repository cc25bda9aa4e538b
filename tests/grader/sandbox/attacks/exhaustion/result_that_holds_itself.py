"""Return a list that holds itself."""

ENDS_AS = ("returned none", "output_limit", "time_limit")


def f(host):
    nest = []
    nest += [nest, nest]
    return nest
