"""The zygote's loop: a locked child always waits; an order lets it run while the next is forked."""

import gc
import os
import select
import socket
import sys
import warnings
from collections.abc import Sequence
from typing import Final

from . import control, errors, harness, lockdown, namespaces, printed
from .arguments import read_request
from .control import Start, Terms
from .lockdown import Lock
from .printed import Output
from .spare import Spare, read_all
from .watch import Watch

_REHEARSALS: Final = 20


def serve(link: socket.socket, parent_ended: int, samples: Sequence[int], isolated: bool) -> None:
    """Rehearse, report for duty and run a child for each order, until the parent is gone."""
    rehearsal, first_steps = map(read_all, samples)
    output = settle(rehearsal)
    lock = Lock()
    if isolated:
        namespaces.empty_root()
    lockdown.renounce()
    spare = Spare(lock, output, first_steps)
    spare.hand_over(link, control.READY + (control.ISOLATED if isolated else b""))
    while _order_waits(link, parent_ended):
        packet = link.recv(control.MAX_PACKET)
        if not packet:
            return
        if packet == control.STOP:
            continue  # it crossed with the report on the child it was meant for
        start = Start.unpack(packet)
        watch = Watch(spare.child, start)
        spare.go(start)
        spare = Spare(lock, output, first_steps)
        ended = watch.wait(link, parent_ended)
        spare.hand_over(link, ended.pack())


def settle(rehearsal: bytes) -> Output:
    """Bring this process into the state children are forked from; return what they print through."""
    output = printed.install()
    warnings.formatwarning = errors.warned
    _rehearse(rehearsal, output)
    gc.collect()
    gc.disable()
    gc.freeze()  # a collection in a child would write to every object there is
    return output


def _rehearse(request: bytes, output: Output) -> None:
    """Run the parent's own sample here, unlocked, as a child would run a submission.

    The interpreter adapts code, NumPy fills caches, the heap finds its shape: what is written to here is not
    written to, and so not copied page by page, in every child.
    """
    answers = os.open(os.devnull, os.O_WRONLY)
    limit = sys.getrecursionlimit()
    for _ in range(_REHEARSALS):
        harness.run(read_request(request), Terms.unpack_from(request), output, answers)
    os.close(answers)
    harness.forget()
    sys.setrecursionlimit(limit)


def _order_waits(link: socket.socket, parent_ended: int) -> bool:
    poll = select.poll()
    poll.register(link, select.POLLIN)
    poll.register(parent_ended, select.POLLIN)
    return parent_ended not in dict(poll.poll())
