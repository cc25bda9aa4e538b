"""The dashboard's list of attempts: what a page costs with 10,000 attempts and with a hundred times as many.

ATTEMPTS=1000000 sets the larger number; by default 100,000, which is made in seconds. DATABASES=postgresql
measures on that alone.
"""

import contextlib
import os
import statistics
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, get_args

import psycopg
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from app.db import Database
from app.models import Assessment, Attempt, AttemptStatus, Base, Candidate, Invitation, Role, Staff
from app.reports.listing import page
from app.reports.order import Sort
from benchmarks.databases import both

SMALL = 10_000
BATCH = 20_000
ROUNDS = 60
PAGE = 50
NOW = datetime(2026, 3, 1, tzinfo=UTC)
TABLES: tuple[type[Base], ...] = (Candidate, Invitation, Attempt)
SORTS: tuple[Sort, ...] = get_args(Sort)


def rows(assessment: uuid.UUID, count: int) -> Iterator[tuple[dict[str, Any], ...]]:
    """Each candidate, invitation and attempt; one attempt in five still waits for a reviewer."""
    for number in range(count):
        candidate, invitation, at = uuid.uuid4(), uuid.uuid4(), NOW + timedelta(seconds=number)
        points = Decimal(number * 7919 % 10_000) / 100
        yield (
            {"id": candidate, "name": f"C{number}", "email": f"c{number}@example.org", "created_at": at},
            {
                "id": invitation,
                "assessment_id": assessment,
                "candidate_id": candidate,
                "token_hash": invitation.hex,
                "time_factor": Decimal(1),
                "created_at": at,
                "expires_at": at,
            },
            {
                "id": uuid.uuid4(),
                "invitation_id": invitation,
                "assessment_id": assessment,
                "status": AttemptStatus.FINISHED,
                "form_seed": number,
                "time_limit_s": 3600,
                "time_factor": Decimal(1),
                "started_at": at,
                "closes_at": at,
                "finished_at": at + timedelta(seconds=number * 31 % 3600),
                "score": points if number % 5 else None,
                "auto_score": points,
                "possible": Decimal(100),
                "review_pending": 0 if number % 5 else 1,
                "grading_pending": 0,
                "away_s": 0,
                "name_key": f"c{number * 7919 % count}",
            },
        )


def fill(database: Database, count: int) -> Assessment:
    """Make an assessment with `count` attempts."""
    with database.write() as session:
        owner = Staff(
            email=f"{count}@example.org", name="O", role=Role.RECRUITER, password_hash="", created_at=NOW
        )
        session.add(owner)
        session.flush()
        assessment = Assessment(
            owner_id=owner.id, title="T", instructions="", time_limit_s=3600, blueprint={}, created_at=NOW
        )
        session.add(assessment)
        session.flush()
        with unburdened(session, TABLES):
            everybody = rows(assessment.id, count)
            while batch := list(islice(everybody, BATCH)):
                for model, made in zip(TABLES, zip(*batch, strict=True), strict=True):
                    store(session, model, list(made))
    return assessment


@contextlib.contextmanager
def unburdened(session: Session, tables: Sequence[type[Base]]) -> Iterator[None]:
    """Without indexes and foreign keys on PostgreSQL meanwhile: a million rows take a minute, not ten."""
    if session.get_bind().dialect.name != "postgresql":
        yield
        return
    indexes = [index for model in tables for index in Base.metadata.tables[model.__tablename__].indexes]
    session.execute(text("SET LOCAL session_replication_role = replica"))
    for index in indexes:
        index.drop(session.connection())
    yield
    for index in indexes:
        index.create(session.connection())


def store(session: Session, model: type[Base], made: list[dict[str, Any]]) -> None:
    """Insert a batch; on PostgreSQL by COPY."""
    connection = session.connection()
    table, names = Base.metadata.tables[model.__tablename__], list(made[0])
    if connection.dialect.name != "postgresql":
        session.execute(insert(table), made)
        return
    written = [table.c[name].type.dialect_impl(connection.dialect) for name in names]
    bind: list[Callable[[Any], Any]] = [
        kind.bind_processor(connection.dialect) or (lambda value: value) for kind in written
    ]
    copying = f"COPY {table.name} ({', '.join(names)}) FROM STDIN"
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    with driver.cursor() as cursor, cursor.copy(copying) as copy:
        for row in made:
            copy.write_row([process(row[name]) for process, name in zip(bind, names, strict=True)])


def page_s(
    database: Database, assessment: Assessment, sort: Sort, cursor: str | None
) -> tuple[float, str | None]:
    """Return the seconds of one page, and the next one's cursor."""
    with database.read() as session:
        began = time.perf_counter()
        following = page(session, assessment, sort=sort, cursor=cursor, limit=PAGE).next_cursor
        return time.perf_counter() - began, following


def measure(name: str, database: Database, large: int) -> None:
    """Print what the slowest twentieth of pages costs in both sizes, measured in turn, and the ratio."""
    sizes = {SMALL: fill(database, SMALL), large: fill(database, large)}
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql("VACUUM ANALYZE")
    for sort in SORTS:
        took: dict[int, list[float]] = {size: [] for size in sizes}
        cursors: dict[int, str | None] = dict.fromkeys(sizes)
        for _ in range(ROUNDS):
            for size, assessment in sizes.items():
                seconds, cursors[size] = page_s(database, assessment, sort, cursors[size])
                took[size].append(seconds)
        small, big = (statistics.quantiles(took[size], n=20)[-1] * 1e3 for size in sizes)
        middle = statistics.median(took[large]) / statistics.median(took[SMALL])
        print(
            f"{name:10} {sort:12} p95 of {SMALL} attempts {small:6.2f} ms, of {large} {big:6.2f} ms, "
            f"ratio {big / small:5.2f}    (claimed: at most 1.5; of the medians {middle:4.2f})"
        )


def main() -> None:
    """Measure on both databases."""
    large = int(os.environ.get("ATTEMPTS", "100000"))
    for name, database in both():
        measure(name, database, large)
