"""Grading one submission, wherever the word came from that it waits: claim it, grade it, settle it."""

import asyncio
import logging
import uuid
from collections.abc import Callable, Sequence
from typing import TypeVar

import anyio
import anyio.to_thread
from sqlalchemy.orm import Session

from app.clock import Clock
from app.db import AWAY, Database
from app.logs import about
from app.submissions import queue
from grader.grading import OnSamples, grade
from grader.results import CheckOutcome, GradeReport
from grader.sandbox.outcome import Sandbox, SandboxFailed
from grader.tasks import TASKS

log = logging.getLogger(__name__)
STORE_AGAIN_S = 1.0
RETRY_WAIT_S = 2.0
# What is known early is stored and told only where the verdict is not there by then: most code is graded in
# less, and would only be made to wait for a transaction more.
EARLY_AFTER_S = 0.2
T = TypeVar("T")
Grade = Callable[[queue.Claimed, OnSamples], GradeReport]


class TryAgain(Exception):
    """Grading failed through a fault of ours, and the submission waits to be graded again."""


def grade_in(sandbox: Sandbox) -> Grade:
    """Return the function that grades a claimed submission in `sandbox`."""

    def graded(claimed: queue.Claimed, on_samples: OnSamples) -> GradeReport:
        return grade(
            TASKS[claimed.task],
            claimed.source,
            seed=claimed.seed,
            sandbox=sandbox,
            kind=claimed.kind.value,
            on_samples=on_samples,
        )

    return graded


class Grading:
    """What a worker does with one submission; `count` of them at a time."""

    def __init__(
        self, database: Database, clock: Clock, told: Callable[[uuid.UUID], None], grade: Grade, *, count: int
    ) -> None:
        self.database, self.clock, self.count = database, clock, count
        self._told, self._grade = told, grade
        self._threads = anyio.CapacityLimiter(max(count, 1))
        self._ending = False

    def end(self) -> None:
        """Wait for the database no longer: what cannot be stored now is graded again by another."""
        self._ending = True

    async def one(self, submission_id: uuid.UUID) -> None:
        """Grade a submission that waits; nothing happens to one that is done or in somebody's hands.

        Raises TryAgain when it was handed back. Once claimed it is seen through, even by a worker that is
        told to stop: grading has its own limits of time.
        """
        claimed = await self.database.in_write(
            lambda session: queue.claim(session, submission_id, now=self.clock.now())
        )
        if claimed is None:
            return
        with about(submission_id=str(submission_id)), anyio.CancelScope(shield=True):
            self._told(claimed.id)
            await self._see_through(claimed)

    async def _see_through(self, claimed: queue.Claimed) -> None:
        again = False
        try:
            report = await self._graded(claimed)
            await self._store(lambda session: queue.settle(session, claimed, report, now=self.clock.now()))
        except SandboxFailed as failure:
            again = await self._hand_back(claimed, str(failure))
        except Exception as failure:
            log.exception("grading submission %s failed", claimed.id)
            again = await self._hand_back(claimed, f"{type(failure).__name__}: {failure}")
        self._told(claimed.id)
        if again:
            raise TryAgain(f"submission {claimed.id} is to be graded again")

    async def _graded(self, claimed: queue.Claimed) -> GradeReport:
        """Grade in a thread; meanwhile tell the candidate what is known of the samples."""
        loop = asyncio.get_running_loop()
        early: asyncio.Future[Sequence[CheckOutcome]] = loop.create_future()

        def on_samples(checks: Sequence[CheckOutcome]) -> None:
            loop.call_soon_threadsafe(early.set_result, checks)

        telling = asyncio.create_task(self._tell_early(claimed, early))
        try:
            return await anyio.to_thread.run_sync(self._grade, claimed, on_samples, limiter=self._threads)
        finally:
            telling.cancel()
            await asyncio.wait({telling})

    async def _tell_early(
        self, claimed: queue.Claimed, early: asyncio.Future[Sequence[CheckOutcome]]
    ) -> None:
        checks = await early
        await asyncio.sleep(EARLY_AFTER_S)
        try:
            await self.database.in_write(lambda session: queue.know_early(session, claimed, checks))
        except Exception:
            # It only saves waiting: the verdict, which must not be lost, says it again.
            log.exception("what is known of submission %s so far could not be told", claimed.id)
        else:
            self._told(claimed.id)

    async def _hand_back(self, claimed: queue.Claimed, reason: str) -> bool:
        # What failed just now fails again at once: without a pause one hiccup of the host uses up every try.
        await asyncio.sleep(RETRY_WAIT_S)
        return await self._store(
            lambda session: queue.hand_back(session, claimed, reason, now=self.clock.now())
        )

    async def _store(self, act: Callable[[Session], T]) -> T:
        """Write what came of grading, however long the database is away: nobody else knows it.

        Raises what the database does once this worker is to end.
        """
        while True:
            try:
                return await self.database.in_write(act)
            except AWAY:
                if self._ending:
                    raise
                log.exception("the database did not answer; what was graded is stored when it does")
            await asyncio.sleep(STORE_AGAIN_S)
