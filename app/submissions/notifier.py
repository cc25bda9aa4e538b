"""Waking event streams when something they wait for has happened, in this process or in another."""

import asyncio
import logging
import uuid
from collections import defaultdict

import anyio
import psycopg
from sqlalchemy import func, select
from sqlalchemy.orm import Session

log = logging.getLogger(__name__)
CHANNEL = "bn_assess_submission"
ALIVE_S = 20.0
LISTEN_AGAIN_S = 1.0


def tell(session: Session, submission_id: uuid.UUID) -> None:
    """Tell every process on this database of news, once the caller's transaction commits.

    On SQLite there is one process, and who made the news calls its notifier.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_notify(CHANNEL, str(submission_id))))


class Notifier:
    """Lets a stream wait for news of one submission, holding neither a thread nor a database session."""

    def __init__(self) -> None:
        self._waiting: dict[uuid.UUID, set[asyncio.Event]] = defaultdict(set)

    def notify(self, submission_id: uuid.UUID) -> None:
        """Wake whoever waits for `submission_id`; call it on the event loop."""
        for event in self._waiting.get(submission_id, ()):
            event.set()

    def notify_all(self) -> None:
        """Wake everybody: news may have been missed."""
        for submission_id in list(self._waiting):
            self.notify(submission_id)

    async def listen(self, connection_string: str) -> None:
        """Hear what other processes tell on PostgreSQL, until cancelled; a lost connection is made anew."""
        while True:
            try:
                await self._listen(connection_string)
            except (psycopg.Error, OSError) as failure:
                log.warning("news from other processes is not heard (%s); connecting again", failure)
            await asyncio.sleep(LISTEN_AGAIN_S)

    async def _listen(self, connection_string: str) -> None:
        # Shielded: a scope cancels at every step, and a connection left half made or half closed is leaked.
        with anyio.CancelScope(shield=True):
            connection = await psycopg.AsyncConnection.connect(connection_string, autocommit=True)
        try:
            await connection.execute(f"LISTEN {CHANNEL}")
            self.notify_all()
            while True:
                async for news in connection.notifies(timeout=ALIVE_S):
                    self.notify(uuid.UUID(news.payload))
                await connection.execute("SELECT 1")  # a silent connection may be a dead one
        finally:
            with anyio.CancelScope(shield=True):
                await connection.close()

    async def wait(self, submission_id: uuid.UUID, *, timeout_s: float) -> None:
        """Return at the next news, or after `timeout_s`: news may have come before the wait."""
        event = asyncio.Event()
        self._waiting[submission_id].add(event)
        try:
            async with asyncio.timeout(timeout_s):
                await event.wait()
        except TimeoutError:
            return
        finally:
            self._waiting[submission_id].discard(event)
            if not self._waiting[submission_id]:
                del self._waiting[submission_id]
