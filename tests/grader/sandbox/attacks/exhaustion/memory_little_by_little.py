"""Take memory until there is none."""

ENDS_AS = ("memory_limit",)


def f(host):
    taken = []
    while True:
        taken.append(bytearray(2**20))
