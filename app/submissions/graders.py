"""The graders inside `serve`: they claim, grade with no transaction open, and settle."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import anyio
import anyio.to_thread
from sqlalchemy.orm import Session

from app.clock import Clock
from app.db import AWAY, Database
from app.submissions import queue
from app.submissions.notifier import Notifier
from grader.grading import grade
from grader.results import GradeReport
from grader.sandbox.outcome import Sandbox, SandboxFailed
from grader.tasks import TASKS

log = logging.getLogger(__name__)
POLL_S = 1.0
RETRY_WAIT_S = 2.0
T = TypeVar("T")
Grade = Callable[[queue.Claimed], GradeReport]


def grade_in(sandbox: Sandbox) -> Grade:
    """Return the function that grades a claimed submission in `sandbox`."""

    def graded(claimed: queue.Claimed) -> GradeReport:
        return grade(
            TASKS[claimed.task], claimed.source, seed=claimed.seed, sandbox=sandbox, kind=claimed.kind.value
        )

    return graded


class Graders:
    """`count` graders on one database. The tables are the truth; a wake-up only saves waiting."""

    def __init__(
        self, database: Database, clock: Clock, notifier: Notifier, grade: Grade, *, count: int
    ) -> None:
        self._database, self._clock, self._notifier, self._grade = database, clock, notifier, grade
        self._count = count
        self._threads = anyio.CapacityLimiter(max(count, 1))
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """Look for work now; call it on the event loop, after the commit that stored the work."""
        self._awake.set()

    async def run(self) -> None:
        """Grade until cancelled."""
        unfinished = await self._store(queue.requeue_unfinished)
        if unfinished:
            log.info("grading %d submissions that were under way when the service ended", unfinished)
        async with anyio.create_task_group() as group:
            for _ in range(self._count):
                group.start_soon(self._work)

    async def _work(self) -> None:
        while True:
            try:
                busy = await self._grade_next()
            except Exception:
                log.exception("a grader could not go on; it tries again")
                busy = False
            if not busy:
                await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(POLL_S):
                await self._awake.wait()
        except TimeoutError:
            return
        self._awake.clear()

    async def _grade_next(self) -> bool:
        if not await self._database.in_read(queue.any_queued):
            return False
        claimed = await self._database.in_write(partial(queue.claim, now=self._clock.now()))
        if claimed is None:
            return False
        self._notifier.notify(claimed.id)
        try:
            report = await anyio.to_thread.run_sync(self._grade, claimed, limiter=self._threads)
            await self._store(partial(queue.settle, claimed=claimed, report=report, now=self._clock.now()))
        except SandboxFailed as failure:
            await self._hand_back(claimed, str(failure))
        except Exception as failure:
            log.exception("grading submission %s failed", claimed.id)
            await self._hand_back(claimed, f"{type(failure).__name__}: {failure}")
        self._notifier.notify(claimed.id)
        return True

    async def _hand_back(self, claimed: queue.Claimed, reason: str) -> None:
        # What failed just now fails again at once: without a pause one hiccup of the host uses up every try.
        await asyncio.sleep(RETRY_WAIT_S)
        await self._store(partial(queue.hand_back, claimed=claimed, reason=reason, now=self._clock.now()))

    async def _store(self, act: Callable[[Session], T]) -> T:
        """Write what came of grading, however long the database is away: nobody else knows it."""
        while True:
            try:
                return await self._database.in_write(act)
            except AWAY:
                log.exception("the database did not answer; what was graded is stored when it does")
            await asyncio.sleep(POLL_S)
