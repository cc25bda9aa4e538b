"""Ignore every signal and stay."""

ONLY_INSIDE = True

import sys

signal = sys.modules["signal"]


def f(host):
    for number in signal.valid_signals():
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        pass
