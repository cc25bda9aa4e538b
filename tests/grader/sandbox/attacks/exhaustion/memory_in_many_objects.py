"""Take memory in small objects."""

ENDS_AS = ("memory_limit", "time_limit")


def f(host):
    taken = []
    while True:
        taken.append([taken])
