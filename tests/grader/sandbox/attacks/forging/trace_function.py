"""Watch the harness with a trace function and change what it returns."""

import sys


def trace(frame, event, arg):
    frame.f_trace_opcodes = True
    return trace


sys.settrace(trace)


def f(x):
    return x
