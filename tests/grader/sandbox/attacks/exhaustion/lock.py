"""Wait for a lock that nobody will release."""

ENDS_AS = ("time_limit",)

import sys


def f(host):
    lock = sys.modules["_thread"].allocate_lock()
    lock.acquire()
    lock.acquire()
