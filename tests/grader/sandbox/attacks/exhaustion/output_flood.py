"""Print without end."""

ENDS_AS = ("output_limit",)


def f(host):
    while True:
        print("x" * 1000)
