"""The sandbox: runs candidates' code in locked processes. `open_sandbox` is the way in."""

import os
import sys

from grader.sandbox.outcome import Sandbox, SandboxMissing

__all__ = ["open_sandbox"]


def open_sandbox(size: int | None = None) -> Sandbox:
    """Return a running sandbox with `size` zygotes, one for each core by default.

    SandboxMissing when this host cannot lock a process down; nothing is ever run without the lock.
    """
    if sys.platform != "linux":
        raise SandboxMissing(
            "Code cannot be run safely on this system: the sandbox needs Linux. Use the Docker image instead."
        )
    from grader.sandbox.pool import ZygotePool

    return ZygotePool(size or len(os.sched_getaffinity(0)))
