"""A pause that the candidate takes, where the invitation grants any: the clock stands still meanwhile."""

import math
from datetime import datetime, timedelta
from http import HTTPStatus

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit
from app.models import Attempt, AttemptStatus, IntegrityEvent
from app.problems import Problem

PAUSED, RESUMED = "paused", "resumed"
MAX_PAUSES = 30  # of one attempt: each is written down


class NoPauseLeft(Problem):
    """The attempt takes no more pauses."""

    status = HTTPStatus.CONFLICT


class NotYourPause(Problem):
    """The attempt was paused by somebody else."""

    status = HTTPStatus.CONFLICT


def pause(session: Session, attempt: Attempt, *, now: datetime) -> None:
    """Stop the clock of a locked attempt that is open, for at most what is left of its pauses."""
    left_s = attempt.pause_limit_s - attempt.paused_s
    if left_s <= 0:
        granted = f"The {attempt.pause_limit_s // 60} minutes of pauses are used up."
        raise NoPauseLeft(granted if attempt.pause_limit_s else "Your invitation grants no pauses.")
    if _count(session, attempt) >= MAX_PAUSES:
        raise NoPauseLeft(f"It was paused {MAX_PAUSES} times; no more are taken.")
    attempt.status, attempt.pause_ends_at = AttemptStatus.PAUSED, now + timedelta(seconds=left_s)
    _note(session, attempt, PAUSED, at=now, now=now, left_s=left_s)


def resume(session: Session, attempt: Attempt, *, now: datetime) -> None:
    """Let the clock of a locked attempt go on; nothing happens to one that is not paused.

    The end moves by as long as the pause was, but for what lies beyond its own end: a pause that nobody
    ended is over by itself.
    """
    if attempt.status is not AttemptStatus.PAUSED:
        return
    if attempt.pause_ends_at is None:
        raise NotYourPause("Who invited you can resume it.")
    left = timedelta(seconds=attempt.pause_limit_s - attempt.paused_s)
    ended_at = min(now, attempt.pause_ends_at)
    # Not below nothing: a clock may be set back between two requests.
    taken = max(ended_at - (attempt.pause_ends_at - left), timedelta(0))
    attempt.status, attempt.pause_ends_at = AttemptStatus.STARTED, None
    attempt.closes_at += taken
    # Rounded up: many pauses of a moment must not add up to more than was granted.
    taken_s = math.ceil(taken.total_seconds())
    attempt.paused_s, attempt.away_s = attempt.paused_s + taken_s, attempt.away_s + taken_s
    _note(session, attempt, RESUMED, at=ended_at, now=now, closes_at=attempt.closes_at.isoformat())


def end_if_over(session: Session, attempt: Attempt, *, now: datetime) -> None:
    """Let the clock of a locked attempt go on if its candidate's pause has lasted as long as it may."""
    if attempt.pause_ends_at is not None and attempt.pause_ends_at <= now:
        resume(session, attempt, now=now)


def _count(session: Session, attempt: Attempt) -> int:
    noted = (IntegrityEvent.attempt_id == attempt.id, IntegrityEvent.kind == PAUSED)
    return session.scalars(select(func.count()).select_from(IntegrityEvent).where(*noted)).one()


def _note(
    session: Session, attempt: Attempt, kind: str, *, at: datetime, now: datetime, **detail: object
) -> None:
    session.add(IntegrityEvent(attempt_id=attempt.id, kind=kind, at=at, received_at=now))
    act = "attempt.pause" if kind == PAUSED else "attempt.resume"
    audit.record(session, act, "attempt", attempt.id, by=None, now=now, who="candidate", **detail)
