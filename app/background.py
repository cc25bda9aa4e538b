"""What runs beside requests: grading, the sweeps at deadlines and of e-mails, and regrades."""

import logging
import uuid
from collections.abc import Awaitable, Callable
from functools import partial

from anyio.abc import TaskGroup

from app.attempts.deadline import sweep_forever
from app.clock import Clock, DatabaseClock, SystemClock
from app.config import Settings
from app.db import Database
from app.invitations.sending import Sending
from app.mail.smtp import Post
from app.mail.texts import load_texts
from app.submissions import regrading
from app.submissions.grading import Grade
from app.submissions.workers import Worker

log = logging.getLogger(__name__)


def open_clock(database: Database) -> Clock:
    """Return the clock by which everything here is timed: PostgreSQL's, or with SQLite the machine's."""
    return SystemClock() if database.is_sqlite else DatabaseClock(database.engine)


def start(
    group: TaskGroup, database: Database, clock: Clock, worker: Worker | None, grade: Grade | None
) -> None:
    """Begin, until the group is cancelled. Any number of processes may do so on one PostgreSQL database.

    `grade` is how this process grades, if it does.
    """
    wake = worker.wake if worker else wake_nobody
    if worker:
        group.start_soon(_logged, worker.run)
    group.start_soon(_logged, partial(sweep_forever, database, clock, wake))
    group.start_soon(_logged, partial(regrading.go_on_forever, database, clock, grade))


def start_mail(group: TaskGroup, database: Database, clock: Clock, settings: Settings) -> None:
    """Begin to send e-mails; a text that cannot be used ends the start."""
    sending = Sending(database, clock, Post(settings), load_texts(settings.mail_texts), settings=settings)
    group.start_soon(_logged, sending.run)


def told_by_database(_submission_id: uuid.UUID) -> None:
    """Tell nobody: on PostgreSQL the transaction that made the news tells every process."""


def wake_nobody() -> None:
    """Wake nobody: no grader of this process waits."""


async def _logged(work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except Exception:
        log.critical("background work ended: restart the service", exc_info=True)
