"""The places of a child's descriptors, and how the zygote keeps its own out of them."""

import fcntl
import os
from typing import Final

# 0 is read once, for the word to begin; 1 and 2 take what is printed; NOWHERE is closed before that word.
REQUEST: Final = 3
ANSWERS: Final = 4
NOWHERE: Final = 5
FREE_FROM: Final = 6


def clear(*held: int) -> list[int]:
    """Move descriptors out of the places, put nothing there instead, and return their new numbers.

    A descriptor in one of the places would be overwritten in a child that still needs it.
    """
    moved = [fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, FREE_FROM) for descriptor in held]
    for descriptor in held:
        os.close(descriptor)
    nothing = fcntl.fcntl(0, fcntl.F_DUPFD_CLOEXEC, FREE_FROM)
    for place in (REQUEST, ANSWERS, NOWHERE):
        os.dup2(nothing, place)
    os.close(nothing)
    return moved
