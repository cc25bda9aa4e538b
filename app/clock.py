"""Where the time comes from: one clock per process, so that a test can hold it."""

import time
from datetime import UTC, datetime, timedelta
from typing import Annotated, Protocol

from fastapi import Depends, Request
from sqlalchemy import Engine, func, select
from starlette.concurrency import run_in_threadpool

GOOD_FOR_S = 1.0


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        ...

    def at_once(self) -> datetime | None:
        """Return the same, or None where somebody must be asked for it: that may take a while."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        return datetime.now(UTC)

    def at_once(self) -> datetime:
        """Return the same."""
        return self.now()


class DatabaseClock:
    """PostgreSQL's clock, so that any number of machines agree whatever their own clocks do.

    It is asked once a second. In between time is counted on from the answer by a clock that nobody sets; one
    that moves back or leaps, as a virtual machine's may, makes the answer too old and so is not believed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._answer = self._ask()

    def now(self) -> datetime:
        """Return the present instant, in UTC; once a second that asks the database."""
        known = self.at_once()
        if known is not None:
            return known
        told, at_s = self._answer = self._ask()
        return told + timedelta(seconds=time.monotonic() - at_s)

    def at_once(self) -> datetime | None:
        """Return the same, or None once the last answer is too old."""
        told, at_s = self._answer
        passed_s = time.monotonic() - at_s
        return told + timedelta(seconds=passed_s) if 0 <= passed_s < GOOD_FOR_S else None

    def _ask(self) -> tuple[datetime, float]:
        with self._engine.connect() as connection:
            asked_s = time.monotonic()
            told = connection.execute(select(func.clock_timestamp())).scalar_one()
            return told.astimezone(UTC), (asked_s + time.monotonic()) / 2


class HeldClock:
    """A clock that moves only when told to, for tests of deadlines."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """Return the instant it is held at."""
        return self._at

    def at_once(self) -> datetime:
        """Return the same."""
        return self._at

    def advance(self, seconds: float) -> None:
        """Move forward, or back when negative."""
        self._at += timedelta(seconds=seconds)


async def _now(request: Request) -> datetime:
    clock: Clock = request.app.state.clock
    known = clock.at_once()
    return known if known is not None else await run_in_threadpool(clock.now)


Now = Annotated[datetime, Depends(_now)]
