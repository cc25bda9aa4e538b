import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, insert, select

from app.candidates.names import fold, search_keys
from app.db import Database, open_engine
from app.models import Attempt, SearchKey
from app.models.attempt import LAST
from app.schema import alembic_config
from tests.conftest import Templates

AT = datetime(2026, 3, 1, tzinfo=UTC)
BEFORE = "0007"


@pytest.fixture
def old_database(database_kind: str, templates: Templates, tmp_path: Path) -> Iterator[Database]:
    """A database as it was before lists had orders."""
    url = templates.empty(database_kind, tmp_path)
    engine = open_engine(url)
    with engine.execution_options(may_write=True).begin() as connection:
        command.upgrade(alembic_config(connection), BEFORE)
    yield Database(engine)
    engine.dispose()
    templates.drop(url)


def sat(connection: Connection, name: str | None, email: str | None) -> uuid.UUID:
    """Somebody's attempt, finished after 90 seconds with a quarter of the points, in the tables of then."""
    tables = MetaData()
    tables.reflect(connection)
    ids = {kind: uuid.uuid4() for kind in ("staff", "assessment", "candidate", "invitation", "attempt")}
    key: dict[str, Any] = dict(ids)
    if connection.dialect.name == "sqlite":
        key = {kind: made.hex for kind, made in ids.items()}
    of = {"assessment_id": key["assessment"], "time_factor": 1_000_000}
    common = {"created_at": AT, "expires_at": AT, "time_limit_s": 60, "title": "T", "instructions": ""}
    rows: dict[str, dict[str, Any]] = {
        "staff": {"email": f"{ids['staff']}@x", "name": "O", "role": "recruiter", "password_hash": ""},
        "assessment": {
            "series_id": key["assessment"],
            "version": 1,
            "owner_id": key["staff"],
            "blueprint": {},
            "state": "draft",
            "disclosure": "verdict",
        },
        "candidate": {"name": name, "email": email},
        "invitation": {**of, "candidate_id": key["candidate"], "token_hash": ids["invitation"].hex},
        "attempt": {
            **of,
            "invitation_id": key["invitation"],
            "status": "finished",
            "form_seed": 1,
            "started_at": AT,
            "closes_at": AT,
            "finished_at": AT + timedelta(seconds=90),
            "score": 2_500_000,
            "auto_score": 2_500_000,
            "possible": 10_000_000,
            "review_pending": 0,
            "grading_pending": 0,
        },
    }
    for kind, row in rows.items():
        table = tables.tables[kind]
        usual = {column: value for column, value in common.items() if column in table.c}
        connection.execute(insert(table).values({"id": key[kind], **usual, **row}))
    return ids["attempt"]


def test_people_who_sat_before_the_lists_had_orders_are_ordered_and_found_too(
    old_database: Database,
) -> None:
    with old_database.engine.execution_options(may_write=True).begin() as connection:
        zola = sat(connection, "Émile  ZOLA", "Zola@Example.org")
        erased = sat(connection, None, None)
    with old_database.engine.execution_options(may_write=True).begin() as connection:
        command.upgrade(alembic_config(connection), "head")
    with old_database.read() as session:
        attempt = session.get_one(Attempt, zola)
        assert attempt.name_key == fold("Émile  ZOLA") == "emile zola"
        assert (attempt.share, attempt.time_used_s, attempt.away_s) == (0.25, 90, 0)
        assert session.get_one(Attempt, erased).name_key == LAST
        found = session.execute(select(SearchKey.attempt_id, SearchKey.key)).all()
    assert {tuple(row) for row in found} == {
        (zola, key) for key in search_keys("Émile  ZOLA", "Zola@Example.org")
    }
