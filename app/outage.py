"""When the database cannot answer: one name for it, a log line at either end, a wait at start."""

import logging
import time
from collections.abc import Callable

from psycopg.errors import ReadOnlySqlTransaction
from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import OperationalError, StatementError

log = logging.getLogger(__name__)
RETRY_S = 1.0


def first_line(error: StatementError) -> str:
    """Return what the driver said, without the statement and without further lines, which may hold a row."""
    return str(error.orig).strip().partition("\n")[0]


class Watch:
    """Follows one engine: it notes when connections begin to fail, and when one is made again."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lost_at: float | None = None

    def failed(self, context: ExceptionContext) -> Exception | None:
        """Note a lost database; return the error by which the rest of the service knows it."""
        error = context.sqlalchemy_exception
        if isinstance(context.original_exception, ReadOnlySqlTransaction):
            # psycopg calls it an internal error, SQLite's driver an operational one; it is the operator's.
            return OperationalError(context.statement, None, context.original_exception, hide_parameters=True)
        unreachable = context.connection is None and isinstance(error, OperationalError)
        if (context.is_disconnect or unreachable) and self._lost_at is None and error is not None:
            self._lost_at = self._clock()
            log.error("the database is away (%s); requests are answered with 503", first_line(error))
        return None

    def connected(self, *_: object) -> None:
        """Note that it is back."""
        if self._lost_at is not None:
            log.info("the database is back; it was away for %.1f s", self._clock() - self._lost_at)
            self._lost_at = None


def watch(engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
    """Write one line when the database goes away and one when it is back; call a read-only one away."""
    watcher = Watch(clock)
    event.listen(engine, "handle_error", watcher.failed, retval=True)
    event.listen(engine, "connect", watcher.connected)


def wait_for_database(engine: Engine, *, limit_s: float, sleep: Callable[[float], None] = time.sleep) -> None:
    """Return once the database answers; raise its last error when it has not for `limit_s` seconds.

    A file is there or is not: with SQLite nothing is waited for.
    """
    tries = 0 if engine.dialect.name == "sqlite" else int(limit_s / RETRY_S)
    for left in range(tries, -1, -1):
        try:
            engine.connect().close()
            return
        except OperationalError as error:
            if not left:
                raise
            log.warning("waiting for the database, %.0f s more: %s", left * RETRY_S, first_line(error))
            sleep(RETRY_S)
