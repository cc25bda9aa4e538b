"""Signal the service through a process descriptor."""

import os
import sys

signal = sys.modules["signal"]


def f(host):
    signal.pidfd_send_signal(os.pidfd_open(host["pid"]), 0)
    return "reached it"
