"""The zygote's beginning: load, give up privileges, then serve until the parent is gone."""

import os
import socket

from . import control, lockdown, warm


def main(numpy_parent: str, parent: int, link: socket.socket, rehearsal: int) -> None:
    """Become a zygote, or tell the parent over `link` what this host lacks."""
    try:
        parent_ended = os.pidfd_open(parent)
        if os.getppid() != parent:
            return
        warm.load(numpy_parent)
        lockdown.renounce()
        from .serve import serve  # imports NumPy, which could not be found before

        serve(link, parent_ended, rehearsal)
    except Exception as error:  # noqa: BLE001 - the parent tells it to a person
        reason = str(error) if isinstance(error, lockdown.Missing) else repr(error)
        link.send(control.MISSING + reason.encode())
