"""The end of `bn-assess serve`: not ready first, then no new connection, then the end."""

import logging
import time
from types import FrameType

import uvicorn
from starlette.datastructures import State

log = logging.getLogger(__name__)


class DrainingServer(uvicorn.Server):
    """Says that it is not ready for `drain_s` seconds before it closes its door; a second signal ends that.

    Who spreads requests over several processes learns of the end from /health/ready, and sends no more here
    while what comes is still answered.
    """

    def __init__(self, config: uvicorn.Config, state: State, *, drain_s: float) -> None:
        super().__init__(config)
        self._state, self._drain_s = state, drain_s
        self._told: tuple[int, float] | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end; at the second signal end."""
        self._state.draining = True
        if self._told is None and self._drain_s:
            log.info("stopping in %g s; not ready from now on", self._drain_s)
            self._told = sig, time.monotonic() + self._drain_s
        else:
            super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Close the door once the time has come."""
        if self._told is not None and time.monotonic() >= self._told[1] and not self.should_exit:
            super().handle_exit(self._told[0], None)
        return await super().on_tick(counter)
