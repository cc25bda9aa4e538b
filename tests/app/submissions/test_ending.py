import asyncio
import uuid

import pytest
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager

from app.clock import DatabaseClock
from app.db import Database
from app.submissions.distributed import Distributed
from app.submissions.grading import Grading
from app.submissions.queue import Claimed
from grader.results import GradeReport

WITHIN_S = 20.0


def nothing_to_grade(_claimed: Claimed) -> GradeReport:
    raise AssertionError("the queue is empty")


def tell_nobody(_submission_id: uuid.UUID) -> None:
    """There is nobody."""


@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_a_worker_ends_when_told_to_even_if_the_database_is_away(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(self: JobManager, worker_id: int) -> None:
        raise ConnectorException("the server closed the connection")

    registered = asyncio.Event()
    register = JobManager.register_worker

    async def noted(self: JobManager) -> int:
        number = await register(self)
        registered.set()
        return number

    monkeypatch.setattr(JobManager, "unregister_worker", away)
    monkeypatch.setattr(JobManager, "register_worker", noted)

    async def begin_and_end() -> bool:
        clock = DatabaseClock(database.engine)
        worker = Distributed(Grading(database, clock, tell_nobody, nothing_to_grade, count=1))
        running = asyncio.create_task(worker.run())
        await registered.wait()
        running.cancel()
        done, _ = await asyncio.wait({running}, timeout=WITHIN_S)
        return bool(done)

    assert asyncio.run(begin_and_end())
