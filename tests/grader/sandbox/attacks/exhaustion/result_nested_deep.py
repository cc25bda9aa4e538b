"""Return a list in a list, very deep."""

ENDS_AS = ("returned none",)


def f(host):
    nest = []
    for _ in range(10**5):
        nest = [nest]
    return nest
