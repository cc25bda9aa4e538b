"""Return a sequence without an end."""

ENDS_AS = ("returned none",)


class Endless(list):
    def __iter__(self):
        while True:
            yield 0

    def __len__(self):
        return 2**60


def f(host):
    return Endless()
