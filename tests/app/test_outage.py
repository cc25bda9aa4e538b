"""The database cannot answer: full, read-only, away. Each is a 503 that says when to come back."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError

from app.db import open_engine
from app.outage import wait_for_database
from tests.live import free_port
from tests.service import Caller, Service, items_by_type

Trouble = Callable[[Service], AbstractContextManager[None]]


@contextmanager
def administering(engine: Engine, database: str | None = None) -> Iterator[Callable[[str], None]]:
    """Run statements beside the service, on a connection of its own."""
    other = create_engine(
        engine.url.set(database=database or engine.url.database), isolation_level="AUTOCOMMIT"
    )
    with other.connect() as connection:

        def run(statement: str) -> None:
            connection.execute(text(statement))

        yield run
    other.dispose()


def lose_connections(engine: Engine) -> None:
    """End every connection to the database, as a restart of the server does."""
    with administering(engine, "postgres") as run:
        run(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "  # returns once they have ended
            f"WHERE datname = '{engine.url.database}'"
        )


@contextmanager
def pragma(engine: Engine, *, on: str, off: str) -> Iterator[None]:
    """Set a pragma on every connection the service takes, and set it back."""
    state = on

    def apply(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA {state}")

    event.listen(engine, "checkout", apply)
    yield
    state = off


@contextmanager
def full(service: Service) -> Iterator[None]:
    """There is no room for another page."""
    engine = service.database.engine
    if engine.dialect.name == "sqlite":
        with pragma(engine, on="max_page_count=1", off="max_page_count=4294967294"):
            yield
        return
    with administering(engine) as run:
        run(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$"
        )
        run("CREATE TRIGGER full_disk BEFORE UPDATE ON response EXECUTE FUNCTION no_room()")
        yield
        run("DROP TRIGGER full_disk ON response")


@contextmanager
def read_only(service: Service) -> Iterator[None]:
    """It can be read and not written, like a standby."""
    engine = service.database.engine
    if engine.dialect.name == "sqlite":
        with pragma(engine, on="query_only=ON", off="query_only=OFF"):
            yield
        return
    with administering(engine, "postgres") as run:
        for value in ("on", "off"):
            run(f"ALTER DATABASE {engine.url.database} SET default_transaction_read_only = {value}")
            lose_connections(engine)
            if value == "on":
                yield


def save(ada: Caller, item: str, revision: int, length: int) -> Response:
    return ada.put(f"/attempt/responses/{item}", {"revision": revision, "answer": {"text": "x" * length}})


@pytest.mark.parametrize("trouble", [full, read_only])
def test_what_cannot_be_stored_is_a_503_and_nothing_acknowledged_is_missing(
    service: Service, trouble: Trouble, caplog: pytest.LogCaptureFixture
) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    assert save(ada, item, 1, 10).status_code == 200
    with trouble(service):
        refused = save(ada, item, 2, 20_000)
        read = ada.get("/attempt")
    assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
    assert refused.json()["type"] == "urn:bn-assess:database-away"
    assert int(refused.headers["retry-after"]) > 0
    assert items_by_type(read.json())["written"]["revision"] == 1
    assert "xxx" not in caplog.text
    assert save(ada, item, 2, 20_000).status_code == 200
    assert len(items_by_type(ada.get("/attempt").json())["written"]["response"]["text"]) == 20_000


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_restarted_server_costs_no_request(service: Service) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    for revision in range(1, 4):
        lose_connections(service.database.engine)
        assert save(ada, item, revision, 10).status_code == 200


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_database_that_goes_away_is_told_once_in_the_log_and_once_when_it_is_back(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "app.outage")
    engine, ada = service.database.engine, service.candidate()
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    with administering(engine, "postgres") as run:
        run(f"ALTER DATABASE {engine.url.database} ALLOW_CONNECTIONS false")
        lose_connections(engine)
        away = [save(ada, item, revision, 10) for revision in range(1, 4)]
        ready = service.client.get("/health/ready")
        run(f"ALTER DATABASE {engine.url.database} ALLOW_CONNECTIONS true")
    assert {(answer.status_code, answer.headers["retry-after"]) for answer in away} == {(503, "2")}
    assert (ready.status_code, ready.headers["retry-after"]) == (503, "2")
    assert save(ada, item, 4, 10).status_code == 200
    lines = [record.getMessage() for record in caplog.records if record.name == "app.outage"]
    assert [line.partition(" (")[0].partition(";")[0] for line in lines] == [
        "the database is away",
        "the database is back",
    ]


def test_a_start_waits_for_a_database_that_is_not_up_yet(database_url: str) -> None:
    """A file is there or is not; a server may still be starting."""
    if database_url.startswith("sqlite"):
        url, waits = "sqlite:////proc/no-such-folder-can-be-made.sqlite3", 0
    else:
        url = make_url(database_url).set(host="127.0.0.1", port=free_port(), query={}).render_as_string(False)
        waits = 3
    slept: list[float] = []
    engine = open_engine(url)
    with pytest.raises(OperationalError):
        wait_for_database(engine, limit_s=3, sleep=slept.append)
    assert slept == [1.0] * waits
    engine.dispose()


def test_a_database_that_comes_up_ends_the_wait(database_url: str) -> None:
    engine = open_engine(database_url)
    wait_for_database(engine, limit_s=0)
    engine.dispose()
