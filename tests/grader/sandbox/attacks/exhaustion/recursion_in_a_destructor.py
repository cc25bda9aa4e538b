"""Keep busy in a destructor, after the answer."""

ENDS_AS = ("time_limit",)


class Busy:
    def __del__(self):
        while True:
            pass


def f(host):
    globals()["kept"] = Busy()
    del globals()["kept"]
