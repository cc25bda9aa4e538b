import asyncio
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool
from starlette.types import Message, Receive, Scope, Send

from app import problems
from app.db import Database, ReadSession, WriteSession
from app.models import Candidate, Demographics, Item, ItemVariant


def _app(database: Database) -> FastAPI:
    app = FastAPI()
    app.state.database = database
    problems.install(app)
    return app


def test_a_failed_commit_is_never_answered_with_success(database: Database) -> None:
    app = _app(database)

    @app.post("/store", status_code=201)
    def store(session: WriteSession) -> dict[str, bool]:
        session.add(Demographics(answers={}))

        def refuse() -> None:
            raise OperationalError("COMMIT", {}, Exception("disk full"))

        session.commit = refuse  # type: ignore[method-assign]
        return {"stored": True}

    with TestClient(app) as client:
        answer = client.post("/store")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert answer.json()["type"] == "urn:bn-assess:database-away"
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Demographics)) == 0


def test_a_row_is_committed_before_its_answer_is_sent(database: Database) -> None:
    app, seen = _app(database), []

    @app.post("/store", status_code=201)
    def store(session: WriteSession) -> dict[str, bool]:
        session.add(Demographics(answers={}))
        return {"stored": True}

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                with database.read() as session:
                    seen.append(session.scalar(select(func.count()).select_from(Demographics)))
            await send(message)

        await app(scope, receive, sent)

    with TestClient(watched) as client:
        assert client.post("/store").status_code == 201
    assert seen == [1]


def test_200_concurrent_read_then_write_requests_all_succeed(database: Database) -> None:
    app = _app(database)
    counter = uuid.uuid4()
    with database.write() as session:
        session.add(Demographics(id=counter, answers={"count": 0}))

    @app.post("/count")
    def count(session: WriteSession) -> int:
        row = session.get_one(Demographics, counter, with_for_update=True)
        row.answers = {"count": row.answers["count"] + 1}
        return int(row.answers["count"])

    @app.get("/count")
    def read(session: ReadSession) -> int:
        return int(session.get_one(Demographics, counter).answers["count"])

    async def load() -> list[int]:
        async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
            requests = [client.post("/count") for _ in range(200)] + [client.get("/count") for _ in range(50)]
            return [answer.status_code for answer in await asyncio.gather(*requests)]

    assert set(asyncio.run(load())) == {200}
    with database.read() as session:
        assert session.get_one(Demographics, counter).answers == {"count": 200}


def test_a_writer_in_another_thread_waits_and_loses_nothing(database: Database) -> None:
    counter = uuid.uuid4()
    with database.write() as session:
        session.add(Demographics(id=counter, answers={"count": 0}))
    together = threading.Barrier(4)

    def count(_: int) -> None:
        together.wait()
        for _ in range(5):
            with database.write() as session:
                row = session.get_one(Demographics, counter, with_for_update=True)
                row.answers = {"count": row.answers["count"] + 1}

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count, range(4)))
    with database.read() as session:
        assert session.get_one(Demographics, counter).answers == {"count": 20}


def test_a_transaction_that_failed_lets_the_next_one_write(database: Database) -> None:
    def refuse(session: Session) -> None:
        session.add(Demographics(answers={}))
        session.flush()
        raise ZeroDivisionError

    def store(session: Session) -> None:
        session.add(Demographics(answers={}))

    async def one_after_the_other() -> None:
        for _ in range(10):
            with pytest.raises(ZeroDivisionError):
                await database.in_write(refuse)
        await asyncio.wait_for(asyncio.gather(*(database.in_write(store) for _ in range(10))), 10)

    asyncio.run(one_after_the_other())
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Demographics)) == 10


def test_nothing_that_is_changed_while_reading_is_stored(database: Database) -> None:
    with database.read() as session:
        session.add(Demographics(answers={}))
        assert session.scalar(select(func.count()).select_from(Demographics)) == 0
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Demographics)) == 0


@pytest.mark.parametrize("cancellations", [1, 3])
def test_a_cancelled_transaction_holds_no_connection_once_it_has_ended(
    database: Database, cancellations: int
) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        session.execute(text("SELECT 1"))
        begun.set()
        may_end.wait(10)

    async def cancel_midway() -> int:
        reading = asyncio.create_task(database.in_read(slow))
        await asyncio.to_thread(begun.wait, 10)
        for _ in range(cancellations):
            reading.cancel()
            await asyncio.wait({reading}, timeout=0.05)
        may_end.set()
        await asyncio.wait({reading})
        assert reading.cancelled()
        assert isinstance(database.engine.pool, QueuePool)
        return database.engine.pool.checkedout()

    assert asyncio.run(cancel_midway()) == 0


def test_an_error_in_a_route_rolls_everything_back(database: Database) -> None:
    app = _app(database)

    @app.post("/store")
    def store(session: WriteSession) -> None:
        session.add(Demographics(answers={}))
        session.flush()
        raise problems.NotFound("after all")

    with TestClient(app) as client:
        assert client.post("/store").status_code == 404
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Demographics)) == 0


@pytest.mark.parametrize("time", [1, 2])
def test_rollback_between_tests_leaks_nothing(session: Session, time: int) -> None:
    assert session.scalar(select(func.count()).select_from(Demographics)) == 0
    session.add(Demographics(answers={"time": time}))
    session.flush()
    assert session.scalar(select(func.count()).select_from(Demographics)) == 1


def test_foreign_keys_are_on(session: Session) -> None:
    session.add(
        ItemVariant(item_version_id=uuid.uuid4(), index=0, seed=0, numbers={}, key=1.0, tolerance=0.1)
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_relationship_is_never_loaded_behind_ones_back() -> None:
    lazy = {relationship.lazy for mapper in Item.registry.mappers for relationship in mapper.relationships}
    assert lazy == {"raise"}


def test_sqlite_survives_power_loss_once_committed(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        with engine.connect() as connection:
            assert connection.scalar(text("SHOW fsync")) in ("on", "off")  # the operator's choice there
        return
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


def test_a_row_that_is_refused_is_not_written_into_the_log(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    app = _app(database)

    @app.post("/store")
    def store(session: WriteSession) -> None:
        session.execute(insert(Candidate).values(id=uuid.uuid4(), name="Ada Lovelace", created_at=None))

    with TestClient(app) as client:
        assert client.post("/store").status_code == 409
    assert "created_at" in caplog.text
    assert "Lovelace" not in caplog.text
