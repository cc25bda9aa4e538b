"""Loop for ever."""

ENDS_AS = ("time_limit",)


def f(host):
    while True:
        pass
