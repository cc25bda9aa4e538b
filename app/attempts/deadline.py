"""The sweep that ends attempts at their deadline."""

import asyncio
import logging
import uuid
from collections.abc import Callable
from functools import partial

from sqlalchemy.orm import Session

from app.attempts import finish
from app.clock import Clock
from app.db import AWAY, Database

log = logging.getLogger(__name__)
SWEEP_S = 1.0


async def sweep(database: Database, clock: Clock) -> int:
    """End every attempt whose time is over, each in a transaction of its own; return how many.

    One that cannot be ended, by a mistake of ours, keeps nobody else's from it.
    """
    ended, failed = 0, set[uuid.UUID]()
    while due := await database.in_read(
        lambda session: finish.find_due(session, but_not=failed, now=clock.now())
    ):
        for attempt_id in due:
            try:
                await database.in_write(partial(_end, attempt_id=attempt_id, clock=clock))
            except AWAY:
                raise
            except Exception:
                log.exception("attempt %s is over and could not be ended", attempt_id)
                failed.add(attempt_id)
            else:
                ended += 1
    return ended


def _end(session: Session, attempt_id: uuid.UUID, clock: Clock) -> None:
    # The clock may ask the database: in this thread, not on the event loop.
    finish.finish_due(session, attempt_id, now=clock.now())


async def sweep_forever(database: Database, clock: Clock, ended: Callable[[], None]) -> None:
    """Sweep every second until cancelled; `ended` is called after a sweep that ended attempts."""
    while True:
        try:
            if await sweep(database, clock):
                ended()
        except Exception:
            log.exception("the sweep broke off; it begins again")
        await asyncio.sleep(SWEEP_S)
