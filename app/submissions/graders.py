"""The graders inside `serve`: they claim, grade with no transaction open, and settle."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial

import anyio
import anyio.to_thread
from sqlalchemy.exc import SQLAlchemyError

from app.clock import Clock
from app.db import Database
from app.submissions import queue
from app.submissions.notifier import Notifier
from grader.grading import grade
from grader.results import GradeReport
from grader.sandbox.outcome import Sandbox, SandboxFailed
from grader.tasks import TASKS

log = logging.getLogger(__name__)
POLL_S = 1.0
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
        unfinished = await self._database.in_write(queue.requeue_unfinished)
        if unfinished:
            log.info("grading %d submissions that were under way when the service ended", unfinished)
        async with anyio.create_task_group() as group:
            for _ in range(self._count):
                group.start_soon(self._work)

    async def _work(self) -> None:
        while True:
            try:
                busy = await self._grade_next()
            except (SQLAlchemyError, OSError):
                log.exception("the database did not answer; grading goes on when it does")
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
        except SandboxFailed as failure:
            reason = str(failure)
        except Exception as failure:
            log.exception("grading submission %s failed", claimed.id)
            reason = f"{type(failure).__name__}: {failure}"
        else:
            settle = partial(queue.settle, claimed=claimed, report=report, now=self._clock.now())
            await self._database.in_write(settle)
            self._notifier.notify(claimed.id)
            return True
        await self._database.in_write(
            partial(queue.hand_back, claimed=claimed, reason=reason, now=self._clock.now())
        )
        self._notifier.notify(claimed.id)
        return True
