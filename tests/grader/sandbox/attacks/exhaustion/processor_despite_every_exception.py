"""Loop and catch whatever would end it."""

ENDS_AS = ("time_limit",)


def f(host):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
