"""Take memory, catch the error and go on."""

ENDS_AS = ("time_limit", "memory_limit", "runtime_error")


def f(host):
    taken = []
    while True:
        try:
            taken.append(bytes(2**16))
        except MemoryError:
            pass
