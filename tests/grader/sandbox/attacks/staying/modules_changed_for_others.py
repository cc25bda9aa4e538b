"""Leave a module for whoever comes after."""

ONLY_INSIDE = True

import sys

sys.modules["submission"].left = "behind"
sys.path.insert(0, "/tmp")
sys.modules["math"].sqrt = None


def f(host):
    return None
