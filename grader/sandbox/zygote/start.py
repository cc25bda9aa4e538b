"""The zygote's beginning: a keeper that stays outside, and in its child the zygote itself."""

import os
import signal
import socket

from . import control, kernel, lockdown, namespaces, places, warm


def main(numpy_parent: str, parent: int, link_number: int, *samples: int) -> None:
    """Become a zygote's keeper, or tell the parent over the link what this host lacks."""
    number, *samples_there = places.clear(link_number, *samples)
    link = socket.socket(fileno=number)
    try:
        if link.recv(control.MAX_PACKET) != control.BEGIN:
            return
        parent_ended = os.pidfd_open(parent)
        if os.getppid() != parent:
            return
        isolated = namespaces.enter()
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
        zygote = kernel.fork()
        if zygote != 0:
            link.close()
            _keep(zygote)
            return
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        warm.load(numpy_parent)
        from .serve import serve  # imports NumPy, which could not be found before

        serve(link, parent_ended, samples_there, isolated)
    except Exception as error:  # noqa: BLE001 - the parent tells it to a person
        reason = str(error) if isinstance(error, lockdown.Missing) else repr(error)
        link.send(control.MISSING + reason.encode())


def _keep(zygote: int) -> None:
    """Wait for the zygote, end it when told to, and reap it and what it leaves behind."""
    kernel.drop_capabilities()
    signal.signal(signal.SIGTERM, lambda *_: os.kill(zygote, signal.SIGKILL))
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return
