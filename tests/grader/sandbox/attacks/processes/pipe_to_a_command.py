"""Run a command and read what it says."""

import os


def f(host):
    return os.popen("echo EXECUTED").read() or None
