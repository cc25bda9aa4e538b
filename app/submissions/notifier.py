"""Waking event streams when something they wait for has happened in this process."""

import asyncio
import uuid
from collections import defaultdict


class Notifier:
    """Lets a stream wait for news of one submission, holding neither a thread nor a database session."""

    def __init__(self) -> None:
        self._waiting: dict[uuid.UUID, set[asyncio.Event]] = defaultdict(set)

    def notify(self, submission_id: uuid.UUID) -> None:
        """Wake whoever waits for `submission_id`; call it on the event loop."""
        for event in self._waiting.get(submission_id, ()):
            event.set()

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
