import asyncio
import uuid
from datetime import datetime

import pytest
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager
from sqlalchemy.orm import Session

from app.clock import DatabaseClock, SystemClock
from app.db import Database
from app.submissions import embedded, queue
from app.submissions.distributed import Distributed
from app.submissions.embedded import Embedded
from app.submissions.grading import Grading
from app.submissions.queue import Claimed
from grader.grading import OnSamples
from grader.results import GradeReport
from tests.app.test_outage import pragma

WITHIN_S = 20.0


def nothing_to_grade(_claimed: Claimed, _on_samples: OnSamples) -> GradeReport:
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

    assert asyncio.run(ends(database, registered))


@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_a_worker_ends_although_the_driver_answers_its_cancellation_with_an_error(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = asyncio.Event()

    async def cut_off(self: Distributed, _app: App) -> None:
        looking.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            raise OSError("the connection was lost") from None

    monkeypatch.setattr(Distributed, "_drop_stalled", cut_off)
    assert asyncio.run(ends(database, looking))


async def ends(database: Database, begun: asyncio.Event) -> bool:
    """Whether a worker ends in time when it is cancelled once `begun` is set."""
    clock = DatabaseClock(database.engine)
    worker = Distributed(Grading(database, clock, tell_nobody, nothing_to_grade, count=1))
    running = asyncio.create_task(worker.run())
    await begun.wait()
    running.cancel()
    done, _ = await asyncio.wait({running}, timeout=WITHIN_S)
    return bool(done)


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_graders_that_start_while_nothing_can_be_written_grade_once_it_can(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    took_back = asyncio.Event()

    take_back = queue.take_back

    def noted(session: Session, *, now: datetime) -> int:
        took_back.set()
        return take_back(session, now=now)

    monkeypatch.setattr(embedded, "LOOK_S", 0.02)

    async def start() -> None:
        graders = Embedded(Grading(database, SystemClock(), tell_nobody, nothing_to_grade, count=1))
        with pragma(database.engine, on="query_only=ON", off="query_only=OFF"):
            working = asyncio.create_task(graders.run())
            await asyncio.sleep(0.2)
            assert not working.done()
        monkeypatch.setattr(queue, "take_back", noted)
        await asyncio.wait_for(took_back.wait(), WITHIN_S)
        working.cancel()
        await asyncio.wait({working})

    asyncio.run(start())
