"""Block every signal and stay."""

import sys

signal = sys.modules["signal"]


def f(host):
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    return "blocked"
