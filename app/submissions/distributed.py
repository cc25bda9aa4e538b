"""Workers on PostgreSQL, any number on any machines: procrastinate wakes them and shares out the work.

Its tables hold nothing that ours do not: `recover` finds every submission whose job or worker was lost.
"""

import asyncio
import logging
import uuid

import anyio
import procrastinate
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.config import QUEUE_SCHEMA
from app.db import AWAY, connection_string
from app.models import Submission, SubmissionStatus
from app.submissions import jobs, queue
from app.submissions.grading import Grading, TryAgain

log = logging.getLogger(__name__)
QUEUE_AWAY = (ConnectorException, *AWAY)
LOOK_S = 1.0  # a job that is retried wakes nobody, so it is looked for
HEARTBEAT_S = 2.0
DEAD_AFTER_S = 7.0
RECOVER_S = 2.0
BEGIN_AGAIN_S = 1.0
ANSWER_S = 5.0
CANCEL_AGAIN_S = 0.5
SEE_THROUGH_S = 30.0  # what is under way when a worker is to end; then it is graded by another
_RECOVERING = 0x626E_7265  # the key of an advisory lock: any number, as long as only `recover` takes it


class _AtOnce(BaseRetryStrategy):
    """Retry what was handed back, with no time: it would be this machine's, judged by PostgreSQL's clock."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        return RetryDecision() if isinstance(exception, TryAgain) else None


async def _end(task: asyncio.Task[None]) -> None:
    """Cancel a task until it ends: a database driver may answer a cancellation with an error of its own."""
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=CANCEL_AGAIN_S)


class Distributed:
    """One worker process's share of the work, `grading.count` submissions at a time."""

    def __init__(self, grading: Grading) -> None:
        self._grading = grading
        self._ending = False

    def wake(self) -> None:
        """Nothing: the commit that stored the work has woken every worker."""

    async def run(self) -> None:
        """Grade until cancelled; then see through what is claimed."""
        # In a task of its own: the engine ends in order when cancelled once, and a scope cancels repeatedly.
        working = asyncio.create_task(self._work_forever())
        try:
            await asyncio.wait({working})
        finally:
            # The engine may answer a cancellation with an error of its own, so the loop is told as well.
            self._ending = True
            self._grading.end()
            working.cancel()
            with anyio.CancelScope(shield=True):
                await asyncio.wait({working}, timeout=SEE_THROUGH_S + ANSWER_S)
                await _end(working)

    async def _work_forever(self) -> None:
        while not self._ending:
            try:
                await self._work()
            except QUEUE_AWAY as failure:
                log.warning("the queue does not answer (%s); the worker begins again", failure)
            except Exception:
                log.exception("the worker could not go on; it begins again")
            await asyncio.sleep(BEGIN_AGAIN_S)

    async def _work(self) -> None:
        app = self._application()
        try:
            await app.open_async()
            if self._ending:  # the cancellation may have been lost in the opening
                return
            recovering = asyncio.create_task(self._recover_forever(app))
            try:
                await app.run_worker_async(
                    queues=[jobs.QUEUE],
                    concurrency=self._grading.count,
                    fetch_job_polling_interval=LOOK_S,
                    update_heartbeat_interval=HEARTBEAT_S,
                    stalled_worker_timeout=DEAD_AFTER_S,
                    shutdown_graceful_timeout=SEE_THROUGH_S,
                    delete_jobs="always",
                    install_signal_handlers=False,
                )
            finally:
                await _end(recovering)
        finally:
            await app.close_async()  # what was half open too, which its context manager would leave

    def _application(self) -> procrastinate.App:
        connector = procrastinate.PsycopgConnector(
            conninfo=connection_string(self._grading.database.engine),
            kwargs={"options": f"-c search_path={QUEUE_SCHEMA}"},
            min_size=1,
            max_size=3,
            timeout=ANSWER_S,
        )
        app = procrastinate.App(connector=connector)

        @app.task(name=jobs.TASK, queue=jobs.QUEUE, retry=_AtOnce())
        async def grade(submission: str) -> None:
            await self._grading.one(uuid.UUID(submission))

        return app

    async def _recover_forever(self, app: procrastinate.App) -> None:
        while True:
            try:
                await self._drop_stalled(app)
                found = await self._grading.database.in_write(lambda session: recover(session, self._grading))
                if found:
                    log.warning("%d submissions had lost their job or their worker", found)
            except QUEUE_AWAY as failure:
                log.warning("lost submissions could not be looked for (%s); soon again", failure)
            except Exception:
                log.exception("lost submissions could not be looked for; soon again")
            await asyncio.sleep(RECOVER_S)

    async def _drop_stalled(self, app: procrastinate.App) -> None:
        """Forget the jobs of workers that are gone. A new job wakes a worker; a retried one would not."""
        manager = app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_S):
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)


def recover(session: Session, grading: Grading) -> int:
    """Enqueue every submission that waits, or is in the hands of nobody, and has no job; return how many.

    Of several workers at once one looks and the others do nothing.
    """
    if not session.scalar(select(func.pg_try_advisory_xact_lock(_RECOVERING))):
        return 0
    lost = session.scalars(
        select(Submission)
        .where(Submission.status.in_([SubmissionStatus.QUEUED, SubmissionStatus.RUNNING]), jobs.is_lost())
        .order_by(Submission.created_at)
        .limit(500)
        .with_for_update(skip_locked=True)
    ).all()
    for submission in lost:
        queue.lose_grader(session, submission, now=grading.clock.now())
        if submission.status is SubmissionStatus.QUEUED:
            jobs.enqueue_again(session, submission)
    return len(lost)
