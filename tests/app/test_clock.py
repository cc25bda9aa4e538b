import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.clock import DatabaseClock
from app.db import Database

on_postgresql = pytest.mark.parametrize("database_kind", ["postgresql"])


@on_postgresql
def test_the_time_is_the_databases(database: Database) -> None:
    told = DatabaseClock(database.engine)
    with database.read() as session:
        before = session.scalars(select(func.clock_timestamp())).one()
        now = told.now()
        after = session.scalars(select(func.clock_timestamp())).one()
    assert before - timedelta(milliseconds=20) <= now <= after + timedelta(milliseconds=20)
    assert now.tzinfo is UTC


@on_postgresql
@pytest.mark.parametrize("leap_s", [3600.0, -3600.0])
def test_a_leap_of_this_machines_clocks_changes_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, leap_s: float
) -> None:
    told = DatabaseClock(database.engine)
    first = told.now()
    real = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: real() + leap_s)
    assert abs(told.now() - first) < timedelta(seconds=5)


@on_postgresql
def test_the_database_is_asked_once_a_second_at_most(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[datetime] = []
    ask = DatabaseClock._ask

    def noted(self: DatabaseClock) -> tuple[datetime, float]:
        answer = ask(self)
        asked.append(answer[0])
        return answer

    monkeypatch.setattr(DatabaseClock, "_ask", noted)
    monkeypatch.setattr(clock, "GOOD_FOR_S", 60.0)
    told = DatabaseClock(database.engine)
    readings = [told.now() for _ in range(100)]
    assert len(asked) == 1
    assert readings == sorted(readings)
    assert readings[-1] > readings[0]
