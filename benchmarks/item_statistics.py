"""What an assessment's statistics cost, from 10,000 responses up, and whether the cost grows as they do.

RESPONSES=1000000 sets the larger number; by default 100,000, which is made in seconds. DATABASES=postgresql
measures on that alone.
"""

import os
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Database
from app.models import (
    Assessment,
    AssessmentState,
    Attempt,
    AttemptStatus,
    Candidate,
    FormItem,
    Invitation,
    Item,
    ItemVersion,
    Response,
    Role,
    Score,
    Staff,
)
from app.reports import item_statistics, item_usage, summary
from benchmarks.dashboard import store, unburdened
from benchmarks.databases import both
from question_bank import load_bank
from question_bank.item import SingleChoice

SMALL, ITEMS, BATCH, ROUNDS = 10_000, 20, 500, 3
NOW = datetime(2026, 3, 1, tzinfo=UTC)
ORDERS = (list("abcde"), list("badce"))  # of options, as candidates are shown them
TABLES = (Candidate, Invitation, Attempt, FormItem, Response, Score)
READS: dict[str, Callable[[Session, Assessment], object]] = {
    "item statistics": item_statistics.read,
    "item usage": item_usage.read,
    "summary": lambda session, assessment: summary.read(session, assessment, cut=0.7),
}


def versions(session: Session) -> list[ItemVersion]:
    """Store single-choice items of the bank, once."""
    stored = session.scalars(select(ItemVersion).order_by(ItemVersion.item_id)).all()
    if stored:
        return list(stored)
    found = [item for item in load_bank().items.values() if isinstance(item, SingleChoice)][:ITEMS]
    session.add_all(Item(id=item.id, type=item.type, created_at=NOW) for item in found)
    session.flush()
    made = [
        ItemVersion(
            item_id=item.id,
            number=1,
            current=True,
            status="published",
            content_hash=item.content_hash(),
            content=item.content(),
            type=item.type,
            subtopic=item.subtopic,
            difficulty=item.difficulty,
            points=Decimal(1),
            created_at=NOW,
        )
        for item in found
    ]
    session.add_all(made)
    session.flush()
    return made


def attempts(assessment: uuid.UUID, given: list[ItemVersion], count: int) -> Iterator[tuple[list[Any], ...]]:
    """The rows of each attempt, by table: everybody has the same items and answers about half rightly."""
    rng = np.random.default_rng(count)
    for number in range(count):
        at = NOW + timedelta(seconds=number)
        right = rng.random(len(given)) < rng.uniform(0.2, 0.9)
        attempt, person = person_rows(assessment, number, Decimal(int(right.sum())), len(given), at)
        places = [
            place_rows(
                attempt, number, place, version, bool(right[place]), at + timedelta(seconds=45 * place)
            )
            for place, version in enumerate(given)
        ]
        yield (*person, *(list(rows) for rows in zip(*places, strict=True)))


def person_rows(
    assessment: uuid.UUID, number: int, score: Decimal, possible: int, at: datetime
) -> tuple[uuid.UUID, tuple[list[Any], ...]]:
    """A candidate, their invitation and their attempt, with the attempt's id."""
    candidate, invitation, attempt = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    invited = {
        "id": invitation,
        "assessment_id": assessment,
        "candidate_id": candidate,
        "token_hash": invitation.hex,
        "time_factor": Decimal(1),
        "created_at": at,
        "expires_at": at,
    }
    sat = {
        "id": attempt,
        "invitation_id": invitation,
        "assessment_id": assessment,
        "status": AttemptStatus.FINISHED,
        "form_seed": number,
        "time_limit_s": 3600,
        "time_factor": Decimal(1),
        "started_at": at,
        "closes_at": at,
        "finished_at": at,
        "score": score,
        "auto_score": score,
        "possible": Decimal(possible),
    }
    person = {"id": candidate, "name": "N", "email": f"n{number}@example.org", "created_at": at}
    return attempt, ([person], [invited], [sat])


def place_rows(
    attempt: uuid.UUID, number: int, place: int, version: ItemVersion, right: bool, at: datetime
) -> tuple[dict[str, Any], ...]:
    """A place of the form, the answer to it and its score."""
    own, order = uuid.uuid4(), ORDERS[number % len(ORDERS)]
    key = next(option["id"] for option in version.content["options"] if option["key"])
    chosen = key if right else next(option for option in order if option != key)
    form = {
        "id": own,
        "attempt_id": attempt,
        "section": 0,
        "position": place,
        "item_version_id": version.id,
        "option_order": order,
        "points": Decimal(1),
    }
    response = {
        "form_item_id": own,
        "attempt_id": attempt,
        "revision": 1,
        "answer": {"choice": chr(ord("a") + order.index(chosen))},
        "saved_at": at,
    }
    score = {
        "id": uuid.uuid4(),
        "attempt_id": attempt,
        "form_item_id": own,
        "value": Decimal(int(right)),
        "possible": Decimal(1),
        "reason": "key",
        "receipt": {},
        "created_at": at,
    }
    return form, response, score


def fill(database: Database, responses: int) -> uuid.UUID:
    """Make a closed assessment, so that distractors are counted too, with so many responses."""
    with database.write() as session:
        owner = Staff(
            email=f"{responses}@example.org", name="O", role=Role.RECRUITER, password_hash="", created_at=NOW
        )
        session.add(owner)
        session.flush()
        assessment = Assessment(
            owner_id=owner.id,
            title="T",
            instructions="",
            time_limit_s=3600,
            blueprint={},
            created_at=NOW,
            state=AssessmentState.CLOSED,
        )
        session.add(assessment)
        session.flush()
        given = versions(session)
        with unburdened(session, TABLES):
            everybody = attempts(assessment.id, given, responses // ITEMS)
            while batch := list(islice(everybody, BATCH)):
                for table, parts in zip(TABLES, zip(*batch, strict=True), strict=True):
                    store(session, table, [row for part in parts for row in part])
        return assessment.id


def measure(name: str, database: Database, large: int) -> None:
    """Print what each reading costs at both sizes, measured in turn, and how it grows."""
    sizes = {SMALL: fill(database, SMALL), large: fill(database, large)}
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE")
    for title, read in READS.items():
        took: dict[int, list[float]] = {size: [] for size in sizes}
        for _ in range(ROUNDS):
            for size, assessment_id in sizes.items():
                with database.read() as session:
                    assessment = session.get_one(Assessment, assessment_id)
                    began = time.perf_counter()
                    read(session, assessment)
                    took[size].append(time.perf_counter() - began)
        small, big = (statistics.median(took[size]) for size in sizes)
        growth = (big / small) / (large / SMALL)
        print(
            f"{name:10} {title:16} {SMALL} responses {small * 1e3:7.1f} ms, {large} {big * 1e3:8.1f} ms, "
            f"{growth:5.2f} times linear"
        )


def main() -> None:
    """Measure on both databases."""
    large = int(os.environ.get("RESPONSES", "100000"))
    for name, database in both():
        measure(name, database, large)
