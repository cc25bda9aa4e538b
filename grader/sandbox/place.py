"""One place of the pool, with a healthy zygote in it whenever one is asked for."""

import threading
from typing import Final

from grader.sandbox.outcome import SandboxFailed
from grader.sandbox.process import ZygoteProcess

_BLOAT_BYTES: Final = 64 * 1024 * 1024


class Place:
    """Used by one run at a time; only `close` may come from another thread."""

    def __init__(self) -> None:
        self._zygote: ZygoteProcess | None = None
        self._fresh_bytes = 0
        self._closed = False
        # Held while a zygote starts or ends, so that close() leaves none that was just being started.
        self._change = threading.Lock()

    def start(self) -> None:
        """Begin to start a zygote, without waiting for it; SandboxFailed when the pool is closed."""
        with self._change:
            if self._closed:
                raise SandboxFailed("The sandbox is closed.")
            self._zygote = ZygoteProcess()

    def await_ready(self) -> None:
        """Wait until the zygote just started is ready; SandboxMissing when this host can have none."""
        if self._zygote is not None:
            self._zygote.await_ready()
            self._fresh_bytes = 0

    def zygote(self) -> ZygoteProcess:
        """Return a zygote that is alive and no larger than it should be, a new one if need be."""
        zygote = self._zygote
        if zygote is not None:
            self._fresh_bytes = self._fresh_bytes or zygote.used_bytes
            if not zygote.alive or zygote.used_bytes > self._fresh_bytes + _BLOAT_BYTES:
                self.discard()
        if self._zygote is None:
            self.start()
            self.await_ready()
        assert self._zygote is not None
        return self._zygote

    def discard(self) -> None:
        """End the zygote; the next one asked for is new."""
        with self._change:
            if self._zygote is not None:
                self._zygote.end()
                self._zygote = None

    def close(self) -> None:
        """End the zygote and allow no other."""
        self._closed = True
        self.discard()
