"""Compile code that folds into a huge constant."""

ENDS_AS = ("time_limit", "raised", "runtime_error")


def f(host):
    while True:
        compile("(" * 90 + "1" + ")" * 90 + "+1" * 5000, "x", "eval")
