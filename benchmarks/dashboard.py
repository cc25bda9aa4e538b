"""The dashboard's list of attempts: what a page costs with 10,000 attempts and with a hundred times as many.

ATTEMPTS=1000000 sets the larger number; by default 100,000, which is made in seconds.
"""

import os
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.db import Database, open_engine
from app.models import Assessment, Attempt, AttemptStatus, Candidate, Invitation, Role, Staff
from app.reports.listing import page
from app.reports.order import Sort
from app.schema import migrate
from tests.live import free_port
from tests.live_postgresql import LivePostgresql

SMALL = 10_000
BATCH = 5_000
ROUNDS = 30
PAGE = 50
NOW = datetime(2026, 3, 1, tzinfo=UTC)
SORTS: tuple[Sort, ...] = ("-score", "score", "-started_at")


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
                "score": points if number % 5 else None,
                "auto_score": points,
                "possible": Decimal(100),
                "review_pending": 0 if number % 5 else 1,
                "grading_pending": 0,
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
        batch: list[tuple[dict[str, Any], ...]] = []
        for row in rows(assessment.id, count):
            batch.append(row)
            if len(batch) == BATCH:
                store(session, batch)
                batch = []
    return assessment


def store(session: Session, batch: list[tuple[dict[str, Any], ...]]) -> None:
    """Insert a batch."""
    for model, made in zip((Candidate, Invitation, Attempt), zip(*batch, strict=True), strict=True):
        session.execute(insert(model), list(made))


def page_s(
    database: Database, assessment: Assessment, sort: Sort, cursor: str | None
) -> tuple[float, str | None]:
    """Return the seconds of one page, and the next one's cursor."""
    with database.read() as session:
        began = time.perf_counter()
        following = page(session, assessment, sort=sort, cursor=cursor, limit=PAGE).next_cursor
        return time.perf_counter() - began, following


def measure(name: str, database: Database, large: int) -> None:
    """Print what a page costs in both sizes, measured in turn, and their ratio."""
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
        small, big = (statistics.median(took[size]) * 1e3 for size in sizes)
        print(
            f"{name:10} {sort:12} {SMALL} attempts {small:6.2f} ms, {large} {big:6.2f} ms, "
            f"ratio {big / small:5.2f}    (claimed: at most 1.5)"
        )


def main() -> None:
    """Measure on both databases."""
    large = int(os.environ.get("ATTEMPTS", "100000"))
    with tempfile.TemporaryDirectory() as folder:
        postgresql = LivePostgresql(Path(folder), host="127.0.0.1", port=free_port())
        postgresql.start()
        try:
            postgresql.await_ready()
            for name, url in (("sqlite", f"sqlite:///{folder}/b.sqlite3"), ("postgresql", postgresql.url)):
                engine = open_engine(url)
                migrate(engine)
                measure(name, Database(engine), large)
                engine.dispose()
        finally:
            postgresql.stop()
