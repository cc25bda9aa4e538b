"""Graders inside the process that owns an SQLite database: the table of submissions is their queue."""

import asyncio
import logging

import anyio

from app.submissions import queue
from app.submissions.grading import Grading, TryAgain

log = logging.getLogger(__name__)
LOOK_S = 1.0


class Embedded:
    """As many loops as graders; each takes what waits longest. A wake-up only saves waiting."""

    def __init__(self, grading: Grading) -> None:
        self._grading = grading
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """Look for work now; call it on the event loop, after the commit that stored the work."""
        self._awake.set()

    async def run(self) -> None:
        """Grade until cancelled."""
        await self._take_back()
        async with anyio.create_task_group() as group:
            group.start_soon(self._await_end)
            for _ in range(self._grading.count):
                group.start_soon(self._work)

    async def _take_back(self) -> None:
        """Let wait again what was under way when the process before this one ended."""
        database, clock = self._grading.database, self._grading.clock
        while True:
            try:
                found = await database.in_write(lambda session: queue.take_back(session, now=clock.now()))
            except Exception:  # a disk that was full at the start has room later
                log.exception("what was under way when the service ended could not be taken back; soon again")
                await asyncio.sleep(LOOK_S)
            else:
                if found:
                    log.info("%d submissions were under way when the service ended", found)
                return

    async def _await_end(self) -> None:
        try:
            await anyio.sleep_forever()
        finally:
            self._grading.end()

    async def _work(self) -> None:
        while True:
            try:
                waiting = await self._grading.database.in_read(queue.next_waiting)
                if waiting is None:
                    await self._rest()
                else:
                    await self._grading.one(waiting)
            except TryAgain:
                continue
            except Exception:
                log.exception("a grader could not go on; it tries again")
                await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK_S):
                await self._awake.wait()
        except TimeoutError:
            return
        self._awake.clear()
