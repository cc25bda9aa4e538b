"""Start a thread, which the CPU clock would not be kept for."""

import sys

threading = sys.modules["threading"]


def f(host):
    thread = threading.Thread(target=print)
    thread.start()
    thread.join()
    return "started"
