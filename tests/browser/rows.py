"""What only time or staff can do to an attempt, done to its row."""

import uuid
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select, update

from app.candidates import names
from app.db import Database, open_engine
from app.models import Attempt, AttemptStatus, Candidate, Invitation
from tests.live import LiveServer


def change_newest_attempt(server: LiveServer, **values: Any) -> None:
    """Set columns of the attempt that was started last."""
    engine = open_engine(server.environment["BN_ASSESS_DATABASE_URL"])
    with Database(engine).write() as session:
        newest = session.scalars(select(Attempt.id).order_by(Attempt.started_at.desc()).limit(1)).one()
        session.execute(update(Attempt).where(Attempt.id == newest).values(**values))
    engine.dispose()


def close_in(server: LiveServer, seconds: float) -> None:
    """Let the attempt that was started last end `seconds` from now."""
    change_newest_attempt(server, closes_at=datetime.now(UTC) + timedelta(seconds=seconds))


def expire_newest_invitation(server: LiveServer) -> None:
    """Let the last day of the newest invitation be over."""
    engine = open_engine(server.environment["BN_ASSESS_DATABASE_URL"])
    with Database(engine).write() as session:
        newest = session.scalars(select(Invitation.id).order_by(Invitation.created_at.desc()).limit(1)).one()
        over = datetime.now(UTC) - timedelta(minutes=1)
        session.execute(update(Invitation).where(Invitation.id == newest).values(expires_at=over))
    engine.dispose()


def many_attempts(server: LiveServer, assessment_id: str, count: int) -> None:
    """Let `count` people have sat an assessment, with scores of their own."""
    engine = open_engine(server.environment["BN_ASSESS_DATABASE_URL"])
    at = datetime.now(UTC) - timedelta(days=2)
    of = {"assessment_id": uuid.UUID(assessment_id), "time_factor": Decimal(1)}
    with Database(engine).write() as session:
        for number in range(count):
            email = f"person-{number}@example.org"
            candidate = Candidate(id=uuid.uuid4(), name=f"Person No. {number}", email=email, created_at=at)
            invitation = Invitation(
                id=uuid.uuid4(),
                candidate_id=candidate.id,
                token_hash=uuid.uuid4().hex,
                created_at=at,
                expires_at=at,
                **of,
            )
            attempt = Attempt(
                id=uuid.uuid4(),
                invitation_id=invitation.id,
                status=AttemptStatus.FINISHED,
                form_seed=number,
                time_limit_s=600,
                started_at=at,
                closes_at=at + timedelta(seconds=600),
                finished_at=at + timedelta(seconds=60 + number),
                score=Decimal(number * 7919 % 1000) / 100,
                auto_score=Decimal(number * 7919 % 1000) / 100,
                possible=Decimal(10),
                **of,
            )
            for row in (candidate, invitation, attempt):
                session.add(row)
                session.flush()
            names.enter(session, attempt, candidate)
    engine.dispose()
