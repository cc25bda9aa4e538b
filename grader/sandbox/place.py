"""One place of the pool, with a healthy zygote in it whenever one is asked for."""

import threading
from typing import Final

from grader.sandbox.outcome import SandboxFailed
from grader.sandbox.process import ZygoteProcess

BLOAT_BYTES: Final = 64 * 1024 * 1024


class Place:
    """Taken by one run at a time; only `close` may come from another thread."""

    def __init__(self) -> None:
        self._zygote: ZygoteProcess | None = None
        self._fresh_bytes = 0
        self._closed = self._taken = False
        self.starts = 0
        # Held while a zygote starts or ends, so that close() leaves none that was just being started.
        self._change = threading.Lock()

    def start(self) -> None:
        """Begin to start a zygote, without waiting for it; SandboxFailed when the pool is closed."""
        with self._change:
            if self._closed:
                raise SandboxFailed("The sandbox is closed.")
            self._zygote = ZygoteProcess()
            self.starts += 1

    def await_ready(self) -> None:
        """Wait until the zygote just started is ready; SandboxMissing when this host can have none."""
        if self._zygote is not None:
            self._zygote.await_ready()
            self._fresh_bytes = 0

    @property
    def pid(self) -> int | None:
        """Return the number of the process in this place, if there is one."""
        zygote = self._zygote
        return None if zygote is None else zygote.pid

    @property
    def isolated(self) -> bool:
        """Say whether the zygote in this place has namespaces of its own."""
        zygote = self._zygote
        return zygote is not None and zygote.isolated

    def zygote(self) -> ZygoteProcess:
        """Return a zygote that is alive and no larger than it should be, a new one if need be."""
        zygote = self._zygote
        if zygote is not None:
            self._fresh_bytes = self._fresh_bytes or zygote.used_bytes
            if not zygote.alive or zygote.used_bytes > self._fresh_bytes + BLOAT_BYTES:
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

    def take(self) -> None:
        """Begin a run here; SandboxFailed when the pool is closed."""
        with self._change:
            if self._closed:
                raise SandboxFailed("The sandbox is closed.")
            self._taken = True

    def give_back(self) -> None:
        """End a run here."""
        with self._change:
            self._taken = False
        if self._closed:
            self.discard()

    def close(self) -> None:
        """End the zygote and allow no other. A run under way loses it, and closes what led to it."""
        with self._change:
            self._closed = True
            if self._taken and self._zygote is not None:
                self._zygote.kill()
                return
        self.discard()
