"""The sweep that ends attempts at their deadline."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from app.attempts import finish
from app.clock import Clock
from app.db import Database

log = logging.getLogger(__name__)
SWEEP_S = 1.0


async def sweep(database: Database, clock: Clock) -> int:
    """End every attempt whose time is over, each in a transaction of its own; return how many."""
    ended = 0
    while due := await database.in_read(partial(finish.find_due, now=clock.now())):
        for attempt_id in due:
            await database.in_write(partial(finish.finish_due, attempt_id=attempt_id, now=clock.now()))
            ended += 1
    return ended


async def sweep_forever(database: Database, clock: Clock, ended: Callable[[], None]) -> None:
    """Sweep every second until cancelled; `ended` is called after a sweep that ended attempts."""
    while True:
        try:
            if await sweep(database, clock):
                ended()
        except (SQLAlchemyError, OSError):
            log.exception("the database did not answer; the sweep goes on when it does")
        await asyncio.sleep(SWEEP_S)
