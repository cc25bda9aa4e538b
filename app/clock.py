"""Where the time comes from: one clock per process, so that a test can hold it."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Protocol

from fastapi import Depends, Request


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        return datetime.now(UTC)


class HeldClock:
    """A clock that moves only when told to, for tests of deadlines."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """Return the instant it is held at."""
        return self._at

    def advance(self, seconds: float) -> None:
        """Move forward, or back when negative."""
        self._at += timedelta(seconds=seconds)


def _now(request: Request) -> datetime:
    clock: Clock = request.app.state.clock
    return clock.now()


Now = Annotated[datetime, Depends(_now)]
