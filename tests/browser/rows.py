"""What only time or staff can do to an attempt, done to its row."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from app.db import Database, open_engine
from app.models import Attempt, Invitation
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
